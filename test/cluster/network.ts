import { randomInt } from "node:crypto";
import type { Cleanup } from "../lab/cleanup.ts";
import { check, run } from "../lab/run.ts";

/** The bridge that a cluster's machines are plugged into. */
export interface ClusterNetwork {
  readonly bridge: string;
  /** The first three numbers of its addresses. */
  readonly prefix: string;
  /** This machine's address in it. */
  readonly gateway: string;
}

/** Makes a bridge in a subnet that nothing on this machine has; removed at the end. */
export async function clusterNetwork(cleanup: Cleanup): Promise<ClusterNetwork> {
  const taken = await check(["ip", "-4", "-o", "addr"]);
  const free = Array.from({ length: 250 }, (_, index) => index + 1).filter((number) => !taken.includes(` 10.215.${number}.`));
  const number = free[randomInt(free.length)] ?? 0;
  const [bridge, prefix] = [`ndc${number}`, `10.215.${number}`];
  const gateway = `${prefix}.254`;
  await check(["ip", "link", "add", bridge, "type", "bridge"]);
  cleanup.defer(() => run(["ip", "link", "delete", bridge]));
  await check(["ip", "addr", "add", `${gateway}/24`, "dev", bridge]);
  await check(["ip", "link", "set", bridge, "up"]);
  return { bridge, prefix, gateway };
}
