import { statSync } from "node:fs";
import { parseSocketAddress } from "./socket-address.ts";

/** Who runs a Podman. */
export interface PodmanUser {
  readonly uid: number;
  readonly gid: number;
}

/** The owner of Podman's socket runs it; undefined for a Podman that may be on another node, or whose socket is gone. */
export function podmanUser(socket: string): PodmanUser | undefined {
  const address = parseSocketAddress(socket);
  return address.kind === "unix" ? statSync(address.path, { throwIfNoEntry: false }) : undefined;
}
