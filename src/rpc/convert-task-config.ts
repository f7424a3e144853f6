import type { Device, DnsConfig, Mount, NetworkIsolation, NetworkIsolationMode, TaskConfig } from "../core/task-config.ts";
import { resourcesFromWire } from "./convert-resources.ts";
import type { hashicorp } from "./gen/protocol.js";

type WireTaskConfig = hashicorp.nomad.plugins.drivers.proto.ITaskConfig;
type WireMount = hashicorp.nomad.plugins.drivers.proto.IMount;
type WireDevice = hashicorp.nomad.plugins.drivers.proto.IDevice;
type WireIsolation = hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec;
type WireDns = hashicorp.nomad.plugins.drivers.proto.IDNSConfig;

/** In the order of the enum of the protocol. */
const isolationModes: readonly NetworkIsolationMode[] = ["host", "group", "task", "none"];

/**
 * A task as it came. Its `driverConfig` is a copy: a view would keep the whole message alive for as long as the task.
 */
export function taskConfigFromWire(wire: WireTaskConfig | null | undefined): TaskConfig {
  return {
    id: wire?.id ?? "",
    name: wire?.name ?? "",
    jobName: wire?.jobName ?? "",
    jobId: wire?.jobId ?? "",
    taskGroupName: wire?.taskGroupName ?? "",
    namespace: wire?.namespace ?? "",
    nodeName: wire?.nodeName ?? "",
    nodeId: wire?.nodeId ?? "",
    allocId: wire?.allocId ?? "",
    user: wire?.user ?? "",
    env: wire?.env ?? {},
    deviceEnv: wire?.deviceEnv ?? {},
    allocDir: wire?.allocDir ?? "",
    stdoutPath: wire?.stdoutPath ?? "",
    stderrPath: wire?.stderrPath ?? "",
    resources: resourcesFromWire(wire?.resources),
    mounts: (wire?.mounts ?? []).map(mountFromWire),
    devices: (wire?.devices ?? []).map(deviceFromWire),
    networkIsolation: isolationFromWire(wire?.networkIsolationSpec),
    dns: dnsFromWire(wire?.dns),
    driverConfig: Uint8Array.from(wire?.msgpackDriverConfig ?? []),
  };
}

function mountFromWire(wire: WireMount): Mount {
  return {
    taskPath: wire.taskPath ?? "",
    hostPath: wire.hostPath ?? "",
    readonly: wire.readonly ?? false,
    propagationMode: wire.propagationMode ?? "",
    selinuxLabel: wire.selinuxLabel ?? "",
  };
}

function deviceFromWire(wire: WireDevice): Device {
  return {
    taskPath: wire.taskPath ?? "",
    hostPath: wire.hostPath ?? "",
    cgroupPermissions: wire.cgroupPermissions ?? "",
  };
}

/** A mode that the protocol does not know is the host's network, as Nomad itself reads it. */
function isolationFromWire(wire: WireIsolation | null | undefined): NetworkIsolation | undefined {
  if (wire === null || wire === undefined) return undefined;
  const hosts = wire.hostsConfig;
  return {
    mode: isolationModes[wire.mode ?? 0] ?? "host",
    path: wire.path ?? "",
    hostsConfig: hosts ? { hostname: hosts.hostname ?? "", address: hosts.address ?? "" } : undefined,
  };
}

function dnsFromWire(wire: WireDns | null | undefined): DnsConfig | undefined {
  if (wire === null || wire === undefined) return undefined;
  return { servers: wire.servers ?? [], searches: wire.searches ?? [], options: wire.options ?? [] };
}
