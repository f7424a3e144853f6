import { attributeName, attributePrefix } from "../../core/names.ts";
import type { AttributeValue, Fingerprint } from "../../core/task-status.ts";
import type { PodmanInfo } from "../../podman/system/types.ts";

/** What was learnt of one Podman service. */
export interface ServiceReport {
  /** The socket block's name; `default` without blocks. */
  readonly name: string;
  /** Whether tasks that name no socket use it. */
  readonly isDefault: boolean;
  /** As the operator wrote it. */
  readonly socket: string;
  readonly facts: ServiceFacts | ServiceFault;
}

/** A service that does not respond. */
export interface ServiceFault {
  /** One line for the operator. */
  readonly error: string;
}

/** What a service says of itself (`/_ping`, `/info` and its own network). */
export interface ServiceFacts {
  readonly version: string;
  /** The node's IPv4 address on Podman's own bridge; undefined where tasks do not reach the node by it. */
  readonly bridgeAddress?: string | undefined;
  readonly info: Pick<PodmanInfo, "host" | "store">;
}

/** The fingerprint of a node whose plugin configuration says `enabled = false`. */
export const disabledFingerprint: Fingerprint = {
  health: "undetected",
  description: "disabled: enabled = false in the plugin configuration",
  attributes: {},
};

/**
 * The node as Nomad's scheduler sees it. The default service's attributes are `driver.podman.…`, those of the others
 * `driver.podman.<socket name>.…`. Undetected when no service responds; unhealthy when the default one does not.
 */
export function fingerprint(services: readonly ServiceReport[], driverName: string, pluginVersion: string): Fingerprint {
  const ownPrefix = attributePrefix(driverName);
  const attributes: Record<string, AttributeValue> = {};
  const faults: { readonly isDefault: boolean; readonly text: string }[] = [];
  for (const service of services) {
    const prefix = service.isDefault ? ownPrefix : `${ownPrefix}.${attributeName(service.name)}`;
    if ("error" in service.facts) {
      attributes[`${prefix}.health`] = "unhealthy";
      faults.push({ isDefault: service.isDefault, text: faultText(service, service.facts.error, services.length > 1) });
    } else {
      Object.assign(attributes, serviceAttributes(prefix, service, service.facts));
    }
  }
  const detected = faults.length < services.length;
  attributes[ownPrefix] = detected;
  attributes[`${ownPrefix}.plugin.version`] = pluginVersion;
  const texts = faults.map(({ text }) => text).sort();
  if (!detected) return { health: "undetected", description: `No Podman service responds: ${texts.join("; ")}`, attributes };
  if (faults.length === 0) return { health: "healthy", description: "All Podman sockets are responding.", attributes };
  const health = faults.some(({ isDefault }) => isDefault) ? "unhealthy" : "healthy";
  return { health, description: `Some Podman services do not respond: ${texts.join("; ")}`, attributes };
}

/** The reason with the service that it is about: its name where there are several, its socket unless the reason has it already. */
function faultText({ name, socket }: ServiceReport, reason: string, several: boolean): string {
  const place = reason.includes(socket) ? undefined : socket;
  const who = several ? (place === undefined ? name : `${name} (${place})`) : place;
  return who === undefined ? reason : `${who}: ${reason}`;
}

function serviceAttributes(prefix: string, service: ServiceReport, facts: ServiceFacts): Record<string, AttributeValue> {
  const { host, store } = facts.info;
  const known: Record<string, AttributeValue | undefined> = {
    defaultPodman: service.isDefault,
    health: "healthy",
    socketName: service.name,
    version: facts.version,
    bridgeAddress: facts.bridgeAddress,
    appArmor: host.security.apparmorEnabled,
    capabilities: host.security.capabilities,
    cgroupVersion: host.cgroupVersion,
    cgroupManager: host.cgroupManager,
    networkBackend: host.networkBackend,
    ociRuntime: host.ociRuntime?.path,
    rootless: host.security.rootless,
    seccompEnabled: host.security.seccompEnabled,
    selinuxEnabled: host.security.selinuxEnabled,
    socket: host.remoteSocket?.path ?? service.socket,
    storageDriver: store.graphDriverName,
  };
  const attributes: Record<string, AttributeValue> = {};
  for (const [name, value] of Object.entries(known)) if (value !== undefined) attributes[`${prefix}.${name}`] = value;
  return attributes;
}
