import type { TaskConfig } from "../../src/core/task-config.ts";
import type { hashicorp } from "../../src/rpc/gen/protocol.js";

/** In the order of the enum of the protocol. */
const isolationModes = ["host", "group", "task", "none"];

/** A task as Nomad sends it: the driver itself only reads that message. */
export function taskToWire(config: TaskConfig): hashicorp.nomad.plugins.drivers.proto.ITaskConfig {
  const { resources, networkIsolation, dns, driverConfig, mounts, devices, ...same } = config;
  const { percentTicks, ...linux } = resources.linux;
  const { cpuShares, memoryMb, memoryMaxMb } = resources;
  return {
    ...same,
    resources: {
      allocatedResources: {
        cpu: { cpuShares },
        memory: { memoryMb, memoryMaxMb },
        networks: resources.networks.map(({ ip, reservedPorts, dynamicPorts }) => ({
          ip,
          reservedPorts: [...reservedPorts],
          dynamicPorts: [...dynamicPorts],
        })),
      },
      linuxResources: { ...linux, PercentTicks: percentTicks },
      ports: [...resources.ports],
    },
    mounts: [...mounts],
    devices: [...devices],
    networkIsolationSpec:
      networkIsolation === undefined
        ? null
        : {
            ...networkIsolation,
            mode: isolationModes.indexOf(networkIsolation.mode),
            hostsConfig: networkIsolation.hostsConfig ?? null,
          },
    dns: dns === undefined ? null : { servers: [...dns.servers], searches: [...dns.searches], options: [...dns.options] },
    msgpackDriverConfig: driverConfig,
  };
}
