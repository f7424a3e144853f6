import { DriverError } from "../core/errors.ts";

/** Where Podman's API is: a unix socket or a TCP address. */
export type SocketAddress =
  | { readonly kind: "unix"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number };

/**
 * Reads a socket as operators write it: `unix:/x`, `unix:///x`, `unix://run/x` (the Go driver's documents leave the slash
 * out), `/x`, `tcp://host:port`, `http://host:port`.
 *
 * @throws DriverError `invalidConfig` that names the value.
 */
export function parseSocketAddress(text: string): SocketAddress {
  if (text.startsWith("/")) return { kind: "unix", path: text };
  if (text.startsWith("unix:")) {
    const path = text.slice("unix:".length).replace(/^\/*/, "/");
    if (path !== "/") return { kind: "unix", path };
  }
  if (/^(tcp|http):\/\//.test(text)) {
    const url = URL.parse(text.replace(/^tcp:/, "http:"));
    if (url !== null && url.hostname !== "") {
      return { kind: "tcp", host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || 80) };
    }
  }
  throw new DriverError(
    "invalidConfig",
    `socket_path "${text}" is not a Podman socket: write "unix:///run/podman/podman.sock", an absolute path, or "tcp://host:port"`,
  );
}
