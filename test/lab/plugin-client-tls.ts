import { type ChannelCredentials, credentials } from "@grpc/grpc-js";
import { selfSignedCertificate } from "../../src/plugin/certificate.ts";

/** The client's half of go-plugin's mutual TLS. */
export interface ClientTls {
  /** Goes to the plugin in PLUGIN_CLIENT_CERT. */
  readonly pem: string;
  /** @param server the certificate in the handshake: DER in base64 without padding */
  credentials(server: string): ChannelCredentials;
}

/** A fresh certificate for a client. */
export function clientTls(): ClientTls {
  const own = selfSignedCertificate(new Date());
  return {
    pem: own.pem,
    credentials: (server) => {
      const root = `-----BEGIN CERTIFICATE-----\n${server}${"=".repeat((4 - (server.length % 4)) % 4)}\n-----END CERTIFICATE-----\n`;
      return credentials.createSsl(Buffer.from(root), Buffer.from(own.privateKey), Buffer.from(own.pem));
    },
  };
}
