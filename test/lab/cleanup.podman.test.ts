import { expect, test } from "bun:test";
import { Cleanup } from "./cleanup.ts";
import { dynamicPorts } from "./nomad-config.ts";
import { freeSubnet } from "./podman-service.ts";

test("run() undoes everything once, last first", async () => {
  const cleanup = new Cleanup();
  const undone: string[] = [];
  cleanup.defer(() => undone.push("first"));
  cleanup.defer(async () => undone.push("second"));
  await Promise.all([cleanup.run(), cleanup.run()]);
  await cleanup.run();
  expect(undone).toEqual(["second", "first"]);
});

test("freeSubnet() skips subnets of interfaces, and advises what to do when all are taken", () => {
  const draws = [0.5, 0.1];
  const addresses = "3: ndp126    inet 10.213.126.1/24 scope global";
  expect(freeSubnet(addresses, () => draws.shift() ?? 0)).toBe(26);
  const all = Array.from({ length: 250 }, (_, number) => ` 10.213.${number + 1}.1/24`).join("\n");
  expect(() => freeSubnet(all)).toThrow("ip link delete");
});

test("dynamicPorts() never overlap and stay below the ephemeral ports", () => {
  expect(dynamicPorts(1)[1]).toBeLessThan(dynamicPorts(2)[0]);
  expect(dynamicPorts(250)[1]).toBeLessThan(32_768);
});
