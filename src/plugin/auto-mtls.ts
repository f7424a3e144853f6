import { ServerCredentials } from "@grpc/grpc-js";
import { selfSignedCertificate } from "./certificate.ts";
import type { Environment } from "./handshake.ts";

/** How the server is to serve. */
export interface Security {
  readonly credentials: ServerCredentials;
  /** The server's certificate for the handshake, when there is one. */
  readonly certificate: Uint8Array | undefined;
}

/**
 * Mutual TLS when the client gives its certificate in PLUGIN_CLIENT_CERT: it alone may connect, and it learns ours by the
 * handshake. Otherwise the socket's directory is what keeps others out.
 */
export function securityFor(environment: Environment, now: () => Date): Security {
  const clientCertificate = environment["PLUGIN_CLIENT_CERT"];
  if (!clientCertificate) return { credentials: ServerCredentials.createInsecure(), certificate: undefined };
  const own = selfSignedCertificate(now());
  const pair = { private_key: Buffer.from(own.privateKey), cert_chain: Buffer.from(own.pem) };
  return {
    credentials: ServerCredentials.createSsl(Buffer.from(clientCertificate), [pair], true),
    certificate: own.der,
  };
}
