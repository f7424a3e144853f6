import type { LinuxResources, NetworkResource, PortMapping, Resources } from "../core/task-config.ts";
import { doubleFromWire, integerFromWire, toInt32, toInt64 } from "./convert-values.ts";
import type { hashicorp } from "./gen/protocol.js";

type WireResources = hashicorp.nomad.plugins.drivers.proto.IResources;
type WireLinuxResources = hashicorp.nomad.plugins.drivers.proto.ILinuxResources;
type WireNetwork = hashicorp.nomad.plugins.drivers.proto.INetworkResource;
type WirePort = hashicorp.nomad.plugins.drivers.proto.INetworkPort;
type WirePortMapping = hashicorp.nomad.plugins.drivers.proto.IPortMapping;

/** What Nomad allocated to a task; what was not sent is 0 or empty. */
export function resourcesFromWire(wire: WireResources | null | undefined): Resources {
  const allocated = wire?.allocatedResources;
  return {
    cpuShares: integerFromWire(allocated?.cpu?.cpuShares),
    memoryMb: integerFromWire(allocated?.memory?.memoryMb),
    memoryMaxMb: integerFromWire(allocated?.memory?.memoryMaxMb),
    ports: (wire?.ports ?? []).map(portMappingFromWire),
    networks: (allocated?.networks ?? []).map(networkFromWire),
    linux: linuxFromWire(wire?.linuxResources),
  };
}

export function resourcesToWire(resources: Resources): WireResources {
  return {
    allocatedResources: {
      cpu: { cpuShares: toInt64(resources.cpuShares) },
      memory: { memoryMb: toInt64(resources.memoryMb), memoryMaxMb: toInt64(resources.memoryMaxMb) },
      networks: resources.networks.map(networkToWire),
    },
    linuxResources: linuxToWire(resources.linux),
    ports: resources.ports.map((port) => ({
      label: port.label,
      value: toInt32(port.value),
      to: toInt32(port.to),
      hostIp: port.hostIp,
    })),
  };
}

function linuxFromWire(wire: WireLinuxResources | null | undefined): LinuxResources {
  return {
    cpuPeriod: integerFromWire(wire?.cpuPeriod),
    cpuQuota: integerFromWire(wire?.cpuQuota),
    cpuShares: integerFromWire(wire?.cpuShares),
    memoryLimitBytes: integerFromWire(wire?.memoryLimitBytes),
    oomScoreAdj: integerFromWire(wire?.oomScoreAdj),
    cpusetCpus: wire?.cpusetCpus ?? "",
    percentTicks: doubleFromWire(wire?.PercentTicks),
    cpusetCgroup: wire?.cpusetCgroup ?? "",
  };
}

function linuxToWire(linux: LinuxResources): WireLinuxResources {
  return {
    cpuPeriod: toInt64(linux.cpuPeriod),
    cpuQuota: toInt64(linux.cpuQuota),
    cpuShares: toInt64(linux.cpuShares),
    memoryLimitBytes: toInt64(linux.memoryLimitBytes),
    oomScoreAdj: toInt64(linux.oomScoreAdj),
    cpusetCpus: linux.cpusetCpus,
    PercentTicks: linux.percentTicks,
    cpusetCgroup: linux.cpusetCgroup,
  };
}

function portMappingFromWire(wire: WirePortMapping): PortMapping {
  return {
    label: wire.label ?? "",
    value: integerFromWire(wire.value),
    to: integerFromWire(wire.to),
    hostIp: wire.hostIp ?? "",
  };
}

function networkFromWire(wire: WireNetwork): NetworkResource {
  return {
    device: wire.device ?? "",
    cidr: wire.cidr ?? "",
    ip: wire.ip ?? "",
    mbits: integerFromWire(wire.mbits),
    reservedPorts: (wire.reservedPorts ?? []).map(portFromWire),
    dynamicPorts: (wire.dynamicPorts ?? []).map(portFromWire),
  };
}

function networkToWire(network: NetworkResource): WireNetwork {
  return {
    device: network.device,
    cidr: network.cidr,
    ip: network.ip,
    mbits: toInt32(network.mbits),
    reservedPorts: network.reservedPorts.map(portToWire),
    dynamicPorts: network.dynamicPorts.map(portToWire),
  };
}

function portFromWire(wire: WirePort): { label: string; value: number } {
  return { label: wire.label ?? "", value: integerFromWire(wire.value) };
}

function portToWire(port: { readonly label: string; readonly value: number }): WirePort {
  return { label: port.label, value: toInt32(port.value) };
}
