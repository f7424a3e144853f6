import { randomInt } from "node:crypto";
import { call } from "../options/options-lab.ts";
import { check } from "./run.ts";
import type { TestPodman } from "./test-podman.ts";

/** A network of a test's Podman, removed with its containers. */
export interface TestNetwork extends AsyncDisposable {
  readonly name: string;
  /** The first three numbers of its addresses; its mask has 24 bits and its gateway is 1. */
  readonly prefix: string;
}

/** A bridge with IPv4 and names, in a subnet that nothing on the node has; called after its interface unless `called` says otherwise. */
export async function freeBridgeNetwork(podman: TestPodman, called?: string): Promise<TestNetwork> {
  const taken = await check(["ip", "-4", "-o", "addr"]);
  const free = Array.from({ length: 250 }, (_, index) => index + 1).filter((number) => !taken.includes(` 10.217.${number}.`));
  const number = free[randomInt(free.length)] ?? 0;
  const prefix = `10.217.${number}`;
  const bridge = `ndpt${number}`;
  const name = called ?? bridge;
  await call(podman, "POST", "/networks/create", {
    name,
    driver: "bridge",
    network_interface: bridge,
    dns_enabled: true,
    subnets: [{ subnet: `${prefix}.0/24`, gateway: `${prefix}.1` }],
  });
  return { name, prefix, [Symbol.asyncDispose]: async () => void (await podman.tryPodman("network", "rm", "--force", name)) };
}
