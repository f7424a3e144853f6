import type { LinuxResources, NetworkResource, PortMapping, Resources } from "../core/task-config.ts";
import { doubleFromWire, integerFromWire } from "./convert-values.ts";
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

function linuxFromWire(wire: WireLinuxResources | null | undefined): LinuxResources {
  return {
    cpuShares: integerFromWire(wire?.cpuShares),
    memoryLimitBytes: integerFromWire(wire?.memoryLimitBytes),
    cpusetCpus: wire?.cpusetCpus ?? "",
    percentTicks: doubleFromWire(wire?.PercentTicks),
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
    ip: wire.ip ?? "",
    reservedPorts: (wire.reservedPorts ?? []).map(portFromWire),
    dynamicPorts: (wire.dynamicPorts ?? []).map(portFromWire),
  };
}

function portFromWire(wire: WirePort): { label: string; value: number } {
  return { label: wire.label ?? "", value: integerFromWire(wire.value) };
}
