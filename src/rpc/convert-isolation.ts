import type { DnsConfig, NetworkIsolation, NetworkIsolationMode } from "../core/task-config.ts";
import type { hashicorp } from "./gen/protocol.js";

type WireIsolation = hashicorp.nomad.plugins.drivers.proto.INetworkIsolationSpec;
type WireDns = hashicorp.nomad.plugins.drivers.proto.IDNSConfig;

/** In the order of the enum of the protocol. */
const modes: readonly NetworkIsolationMode[] = ["host", "group", "task", "none"];

/** A mode that the protocol does not know is the host's network, as Nomad itself reads it. */
export function isolationFromWire(wire: WireIsolation | null | undefined): NetworkIsolation | undefined {
  if (wire === null || wire === undefined) return undefined;
  const hosts = wire.hostsConfig;
  return {
    mode: modes[wire.mode ?? 0] ?? "host",
    path: wire.path ?? "",
    labels: wire.labels ?? {},
    hostsConfig: hosts ? { hostname: hosts.hostname ?? "", address: hosts.address ?? "" } : undefined,
  };
}

export function isolationToWire(isolation: NetworkIsolation | undefined): WireIsolation | null {
  if (isolation === undefined) return null;
  return {
    mode: modes.indexOf(isolation.mode),
    path: isolation.path,
    labels: { ...isolation.labels },
    hostsConfig: isolation.hostsConfig === undefined ? null : { ...isolation.hostsConfig },
  };
}

export function dnsFromWire(wire: WireDns | null | undefined): DnsConfig | undefined {
  if (wire === null || wire === undefined) return undefined;
  return { servers: wire.servers ?? [], searches: wire.searches ?? [], options: wire.options ?? [] };
}

export function dnsToWire(dns: DnsConfig | undefined): WireDns | null {
  if (dns === undefined) return null;
  return { servers: [...dns.servers], searches: [...dns.searches], options: [...dns.options] };
}
