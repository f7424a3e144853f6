import { expect, test } from "bun:test";
import { podmanWarning } from "../../../src/translate/errors/podman-warning.ts";
import { resources } from "../../fixtures/task-input.ts";

const given = resources({ cpuShares: 500, memoryMb: 64, linux: { cpusetCpus: "0-1" } });
const kernel = (what: string) => `Your kernel does not support ${what} or the cgroup is not mounted. It is discarded.`;

test.each([
  [kernel("swap limit capabilities"), { memory_swap: "80m" }, 'memory_swap = "80m"'],
  [kernel("swap limit capabilities"), {}, "the limit of memory and swap together"],
  [kernel("memory swappiness capabilities,"), { memory_swappiness: 42 }, "memory_swappiness = 42"],
  [kernel("memory soft limit capabilities"), { memory_reservation: "32m" }, 'memory_reservation = "32m"'],
  [kernel("memory soft limit capabilities"), { memory_reservation: "" }, "resources.memory = 64 as the soft limit"],
  [kernel("memory limit capabilities"), { memory_swap: "80m" }, "resources.memory = 64"],
  [kernel("pids limit capabilities"), { pids_limit: 7 }, "pids_limit = 7"],
  [kernel("pids limit capabilities"), {}, "pids_limit of the plugin configuration"],
  [kernel("CPU shares"), {}, "resources.cpu = 500"],
  [kernel("CPU cfs period"), { cpu_hard_limit: true, cpu_cfs_period: 5000 }, "cpu_cfs_period = 5000"],
  [kernel("CPU cfs period"), { cpu_hard_limit: true }, "cpu_hard_limit = true"],
  [kernel("CPU cfs quota"), { cpu_hard_limit: true }, "cpu_hard_limit = true"],
  [kernel("cpuset"), { cpuset_cpus: "0" }, 'cpuset_cpus = "0"'],
  [kernel("cpuset"), {}, "resources.cores, CPUs 0-1,"],
  [
    'Port mappings have been discarded because "host" network namespace mode does not support them',
    { ports: ["http"] },
    'ports = ["http"]',
  ],
])("podmanWarning() of %j with %j names %s", (words, body, about) => {
  expect(podmanWarning(words, { body, resources: given })).toBe(`${about}: it has no effect, as Podman left it out (${words})`);
});

test("podmanWarning() cuts a long value, and passes on words that it does not know", () => {
  const long = podmanWarning("Port mappings have been discarded", {
    body: { ports: ["x".repeat(5_000)] },
    resources: given,
  });
  expect(long.length).toBeLessThan(400);
  expect(podmanWarning("something new", { body: {}, resources: given })).toBe("Podman: something new");
});
