import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Server, ServerCredentials } from "@grpc/grpc-js";
import { DriverError, messageOf } from "../core/errors.ts";
import type { Address, Environment } from "./handshake.ts";
import { shareWithGroup } from "./socket-group.ts";

/** What the kernel takes as the path of a socket, in bytes, less the closing NUL. */
const longestSocketPath = 107;

/** Where the server listens, and how to take it away. */
export interface Listener extends Address {
  /** Removes what was made for it in the file system; closing is the server's. */
  remove(): void;
}

/**
 * Binds the server to a socket in a private directory: below PLUGIN_UNIX_SOCKET_DIR when the client names one, else below
 * TMPDIR or /tmp. Only where that is impossible, it is a port of the loopback interface from PLUGIN_MIN_PORT to
 * PLUGIN_MAX_PORT.
 *
 * @throws DriverError `internal` when there is neither; the message has all reasons
 */
export async function listen(server: Server, credentials: ServerCredentials, environment: Environment): Promise<Listener> {
  const reasons: string[] = [];
  for (const parent of socketParents(environment)) {
    try {
      return await listenBelow(parent, server, credentials, environment["PLUGIN_UNIX_SOCKET_GROUP"]);
    } catch (error) {
      reasons.push(`${parent}: ${messageOf(error)}`);
    }
  }
  for (const port of ports(environment)) {
    try {
      const bound = await bind(server, credentials, `127.0.0.1:${port}`);
      return { network: "tcp", address: `127.0.0.1:${bound}`, remove: () => {} };
    } catch (error) {
      reasons.push(`port ${port}: ${messageOf(error)}`);
    }
  }
  throw new DriverError("internal", `there is nowhere to listen: ${reasons.join("; ")}`);
}

function socketParents(environment: Environment): readonly string[] {
  const named = environment["PLUGIN_UNIX_SOCKET_DIR"];
  if (named) return [named];
  return environment["TMPDIR"] ? [environment["TMPDIR"], "/tmp"] : ["/tmp"];
}

function* ports(environment: Environment): Generator<number> {
  const first = Number(environment["PLUGIN_MIN_PORT"]);
  const last = Number(environment["PLUGIN_MAX_PORT"]);
  if (!(first > 0 && last <= 65_535)) return;
  for (let port = first; port <= last; port += 1) yield port;
}

async function listenBelow(
  parent: string,
  server: Server,
  credentials: ServerCredentials,
  group: string | undefined,
): Promise<Listener> {
  // mkdtemp makes it 0700.
  const directory = mkdtempSync(join(parent, "nomad-podman-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const address = join(directory, "plugin.sock");
    if (Buffer.byteLength(address) > longestSocketPath) {
      throw new DriverError("invalidConfig", `${address} is longer than a socket's path may be (${longestSocketPath} bytes)`);
    }
    await bind(server, credentials, `unix:${address}`);
    if (group) shareWithGroup(directory, address, group);
    return { network: "unix", address, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function bind(server: Server, credentials: ServerCredentials, target: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(target, credentials, (error, port) => (error === null ? resolve(port) : reject(error)));
  });
}
