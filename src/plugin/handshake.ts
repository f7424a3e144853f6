/** The handshake of go-plugin: environment in, one line on stdout out. Pure. */

/** By this a plugin knows that Nomad started it, not a person. It is no secret. */
const magicCookie = {
  name: "NOMAD_PLUGIN_MAGIC_COOKIE",
  value: "e4327c2e01eabfd75a8a67adb114fb34a757d57eee7728d857a8cec6e91a7255",
} as const;

/** Of go-plugin itself. */
const coreProtocol = 1;
/** Of Nomad's plugins. */
const appProtocol = 2;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the plugin listens. */
export interface Address {
  readonly network: "unix" | "tcp";
  /** Absolute path of the socket, or `host:port`. */
  readonly address: string;
}

/** True when Nomad started the process. */
export function startedByNomad(environment: Environment): boolean {
  return environment[magicCookie.name] === magicCookie.value;
}

/**
 * The line that tells the client where to find the plugin, with its newline.
 *
 * @param certificate the server's certificate in DER when the client asked for mutual TLS
 */
export function handshakeLine(address: Address, environment: Environment, certificate?: Uint8Array): string {
  // Go decodes without padding.
  const encoded = certificate === undefined ? "" : Buffer.from(certificate).toString("base64").replaceAll("=", "");
  const parts = [coreProtocol, appProtocol, address.network, address.address, "grpc", encoded];
  // A client that asks for one connection for everything learns from a seventh part whether it gets it; an older client
  // would take that part for the end of the certificate. Nomad does not ask.
  if (environment["PLUGIN_MULTIPLEX_GRPC"]) parts.push("false");
  return `${parts.join("|")}\n`;
}
