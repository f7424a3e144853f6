import { DriverError } from "../../core/errors.ts";

/** Where Podman's API listens. */
export type SocketAddress =
  | { readonly kind: "unix"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number };

/** Longest path that fits into `sockaddr_un.sun_path` with its closing zero. */
const longestPath = 107;

/**
 * The address that an operator wrote: `unix:///run/podman/podman.sock`, `unix://run/podman/podman.sock` (the Go driver
 * takes that for the same path), `unix:/run/…`, a bare absolute path, `tcp://host:port` or `http://host:port`.
 *
 * @throws DriverError `invalidConfig` that names the value.
 */
export function parseSocketAddress(text: string): SocketAddress {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return unixAddress(text, text);
  if (scheme === "unix") {
    const path = text.slice("unix:".length).replace(/^\/\//, "");
    return unixAddress(path.startsWith("/") || path === "" ? path : `/${path}`, text);
  }
  if (scheme === "tcp" || scheme === "http") return tcpAddress(text.slice(scheme.length + 1), text);
  throw invalidSocket(text, `"${scheme}" is not a way to reach Podman`);
}

function unixAddress(path: string, text: string): SocketAddress {
  if (!path.startsWith("/") || path === "/") throw invalidSocket(text, "there is no absolute path in it");
  if (path.includes("\0")) throw invalidSocket(text.replaceAll("\0", "\\0"), "a path holds no zero byte");
  const length = new TextEncoder().encode(path).length;
  if (length > longestPath) throw invalidSocket(text, `the path has ${length} bytes and Linux allows ${longestPath}`);
  return { kind: "unix", path };
}

function tcpAddress(rest: string, text: string): SocketAddress {
  const match = /^\/\/(\[[0-9a-f:.]+\]|[^/:@\s[\]]+):(\d{1,5})\/?$/i.exec(rest);
  const port = Number(match?.[2]);
  const host = match?.[1];
  if (host === undefined || !(port >= 1 && port <= 65_535)) throw invalidSocket(text, "host and port cannot be read from it");
  return { kind: "tcp", host: host.replace(/^\[|\]$/g, ""), port };
}

function invalidSocket(text: string, why: string): DriverError {
  return new DriverError(
    "invalidConfig",
    `socket path "${text}": ${why}; write "unix:///run/podman/podman.sock" or "tcp://host:port"`,
  );
}
