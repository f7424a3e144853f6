import { chmodSync, chownSync, readFileSync } from "node:fs";
import { DriverError } from "../core/errors.ts";

/**
 * Lets a group use the socket in a directory of ours (PLUGIN_UNIX_SOCKET_GROUP: the client runs as another user).
 *
 * @param group name or number
 * @throws DriverError `invalidConfig` when there is no such group
 */
export function shareWithGroup(directory: string, socket: string, group: string): void {
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
