import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type ListenOptions, type Socket } from "node:net";
import { join } from "node:path";
import { DriverError, messageOf } from "../core/errors.ts";
import type { Address, Environment } from "./handshake.ts";
import { ownPrefix, socketName } from "./socket-name.ts";

/** What the kernel takes as the path of a socket, in bytes, less the closing NUL. */
const longestSocketPath = 107;

const loopback = "127.0.0.1";

/** A socket that clients can connect to, before there is anybody who speaks with them. */
export interface Listener extends Address {
  /** Hands over the connections, those that came already too, each paused: nothing was read of it. To be called once. */
  deliver(take: (connection: Socket) => void): void;
  /** Removes what was made for it in the file system; the process's end closes the rest. */
  remove(): void;
}

/**
 * Listens on a socket in a private directory: below PLUGIN_UNIX_SOCKET_DIR when the client names one, which may see no other,
 * else below TMPDIR, /tmp, or where a node keeps such things. Where all of that is impossible, and only under mutual TLS, it
 * is a port of the loopback interface from PLUGIN_MIN_PORT to PLUGIN_MAX_PORT: whoever fills up /tmp must not get a port at
 * which every user of the node is served as root.
 *
 * @param mutualTls whether connections are taken from the client with the right certificate alone
 * @throws DriverError `internal` when there is neither; the message has all reasons
 */
export async function listen(environment: Environment, mutualTls: boolean): Promise<Listener> {
  const reasons: string[] = [];
  for (const parent of socketParents(environment)) {
    try {
      return await listenBelow(parent, environment["PLUGIN_UNIX_SOCKET_GROUP"]);
    } catch (error) {
      reasons.push(`${parent}: ${messageOf(error)}`);
    }
  }
  if (!mutualTls) {
    const advice = "make room for a directory in one of them (df -i), or set TMPDIR for the Nomad agent";
    throw new DriverError("internal", `no unix socket can be made: ${reasons.join("; ")}: ${advice}`);
  }
  for (const port of ports(environment)) {
    try {
      const deliver = await bind({ host: loopback, port });
      return { network: "tcp", address: `${loopback}:${port}`, deliver, remove: () => {} };
    } catch (error) {
      reasons.push(`port ${port}: ${messageOf(error)}`);
    }
  }
  throw new DriverError("internal", `there is nowhere to listen: ${reasons.join("; ")}`);
}

/** Where the socket may be, in the order in which it is tried. */
export function socketParents(environment: Environment): readonly string[] {
  const named = environment["PLUGIN_UNIX_SOCKET_DIR"];
  if (named) return [named];
  const { TMPDIR = "", XDG_RUNTIME_DIR = "" } = environment;
  return [...new Set([TMPDIR, "/tmp", XDG_RUNTIME_DIR, "/run", "/var/tmp"])].filter((directory) => directory !== "");
}

function* ports(environment: Environment): Generator<number> {
  const first = Number(environment["PLUGIN_MIN_PORT"]);
  const last = Number(environment["PLUGIN_MAX_PORT"]);
  if (!(first > 0 && last <= 65_535)) return;
  for (let port = first; port <= last; port += 1) yield port;
}

async function listenBelow(parent: string, group: string | undefined): Promise<Listener> {
  // mkdtemp makes it 0700.
  const directory = mkdtempSync(join(parent, ownPrefix()));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  try {
    const address = join(directory, socketName);
    if (Buffer.byteLength(address) > longestSocketPath) {
      throw new DriverError("invalidConfig", `${address} is longer than a socket's path may be (${longestSocketPath} bytes)`);
    }
    const deliver = await bind({ path: address });
    if (group) shareWithGroup(directory, address, group);
    return { network: "unix", address, deliver, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/**
 * Lets a group use the socket in a directory of ours (PLUGIN_UNIX_SOCKET_GROUP: the client runs as another user).
 *
 * @param group name or number
 * @throws DriverError `invalidConfig` when there is no such group
 */
function shareWithGroup(directory: string, socket: string, group: string): void {
  const id = groupId(group);
  chownSync(socket, -1, id);
  chmodSync(socket, 0o660);
  chownSync(directory, -1, id);
  chmodSync(directory, 0o750);
}

function groupId(group: string): number {
  if (/^\d+$/.test(group)) return Number(group);
  for (const line of readFileSync("/etc/group", "utf8").split("\n")) {
    const [name, , id] = line.split(":");
    if (name === group && id !== undefined) return Number(id);
  }
  throw new DriverError("invalidConfig", `PLUGIN_UNIX_SOCKET_GROUP: there is no group "${group}" in /etc/group`);
}

/** Resolves when clients can connect. */
function bind(where: ListenOptions): Promise<Listener["deliver"]> {
  const waiting: Socket[] = [];
  let take: (connection: Socket) => void = (connection) => waiting.push(connection);
  return new Promise((resolve, reject) => {
    const server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, (connection) => take(connection));
    server.once("error", reject);
    server.listen(where, () => {
      resolve((taker) => {
        take = taker;
        for (const connection of waiting.splice(0)) taker(connection);
      });
    });
  });
}
