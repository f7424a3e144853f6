import type { SelfSigned } from "./certificate.ts";
import type { Environment } from "./handshake.ts";

/**
 * The server's certificate when the client gives its own in PLUGIN_CLIENT_CERT: mutual TLS. Nomad does not, so what makes
 * certificates is loaded for those who do; then the socket's directory is what keeps others out.
 */
export async function ownCertificate(environment: Environment, now: () => Date): Promise<SelfSigned | undefined> {
  if (!environment["PLUGIN_CLIENT_CERT"]) return undefined;
  const { selfSignedCertificate } = await import("./certificate.ts");
  return selfSignedCertificate(now());
}
