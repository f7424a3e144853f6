import { expect, test } from "bun:test";
import { build, resources } from "../fixtures/task-input.ts";

const group = {
  mode: "group",
  path: "/run/netns/g",
  labels: {},
  hostsConfig: { hostname: "g-1", address: "10.0.0.2" },
} as const;

test.each([
  [
    "network_mode beside a group's network",
    { options: { network_mode: "bridge" }, task: { networkIsolation: group } },
    /network_mode/,
  ],
  [
    "ports where Podman forwards none",
    {
      options: { network_mode: "host", ports: ["http"] },
      task: { resources: resources({ ports: [{ label: "http", value: 20_000, to: 80, hostIp: "" }] }) },
    },
    /^ports = \["http"\]: no port is forwarded with network_mode = "host": the program must listen on the allocated port itself \(\$NOMAD_HOST_PORT_http\), or set network_mode = "bridge"$/,
  ],
  [
    "ports in another container's network",
    {
      options: { network_mode: "task:main", ports: ["http"] },
      task: { resources: resources({ ports: [{ label: "http", value: 20_000, to: 80, hostIp: "" }] }) },
    },
    /^ports = \["http"\]: no port is forwarded with network_mode = "task:main": set it on the task whose network this one joins$/,
  ],
  [
    "ports without a network",
    {
      options: { network_mode: "none", ports: ["http"] },
      task: { resources: resources({ ports: [{ label: "http", value: 20_000, to: 80, hostIp: "" }] }) },
    },
    /^ports = \["http"\]: no port is forwarded with network_mode = "none": set network_mode = "bridge"$/,
  ],
  [
    "ports that Nomad forwards itself",
    {
      options: { ports: ["http"] },
      task: {
        networkIsolation: group,
        resources: resources({ ports: [{ label: "http", value: 20_000, to: 80, hostIp: "" }] }),
      },
    },
    /^ports has no effect here: Nomad itself forwards the ports of the group's network$/,
  ],
  [
    "resolv_conf beside the job's network.dns",
    { options: { resolv_conf: "host" }, task: { dns: { servers: ["10.0.0.53"], searches: [], options: [] } } },
    /^resolv_conf = "host" has no effect: the job's network.dns is used instead$/,
  ],
  [
    "resolv_conf on a Podman network",
    { options: { resolv_conf: "image", networks: [{ name: "backend" }] } },
    /^with resolv_conf = "image" the names of containers do not resolve on Podman networks$/,
  ],
  ["a limit of no processes", { options: { pids_limit: 0 } }, /^pids_limit = 0: 0 is no limit at all: write -1 to say so$/],
  [
    "a period below the kernel's",
    { options: { cpu_cfs_period: 10, cpu_hard_limit: true } },
    /^cpu_cfs_period = 10: the kernel's least period is 1000 microseconds, which is used: write 1000 or more$/,
  ],
  [
    "a period without a hard limit",
    { options: { cpu_cfs_period: 5000 } },
    /^cpu_cfs_period = 5000: has no effect without cpu_hard_limit = true: set it, or leave out the period$/,
  ],
  ["swappiness on cgroup v2", { options: { memory_swappiness: 5 } }, /memory_swappiness has no effect/],
  ["devices of a privileged task", { options: { privileged: true, devices: ["/dev/fuse"] } }, /devices has no effect/],
  [
    "a reservation above the limit",
    { options: { memory_reservation: "1g" } },
    /^memory_reservation = "1g": above the memory limit of 256 MiB/,
  ],
] as const)("buildContainerSpec() warns of %s", (_, given, warning) => {
  const { warnings } = build(given);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(warning);
});
