import { variableName } from "../../core/names.ts";
import { invalidOption, optionMessage } from "../../core/option-error.ts";
import type { PortMapping, TaskConfig } from "../../core/task-config.ts";
import type { PublishedPort, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput, WarningSink } from "../input/spec-input.ts";
import type { NetworkMode } from "./network-mode.ts";

/** Modes in which Podman itself forwards ports; in all others it leaves the mappings out. */
const publishingModes: ReadonlySet<string> = new Set(["bridge", "pasta", "slirp4netns"]);

/**
 * Ports that Podman forwards, tcp and udp, on the address that Nomad allocated: those of `ports`, or all of the task's
 * own with `port_map`.
 *
 * @throws DriverError `invalidConfig`.
 */
export function publishedPorts(
  { task, options }: Pick<SpecInput, "task" | "options">,
  mode: NetworkMode,
  warn: WarningSink,
): Pick<SpecGenerator, "portmappings"> {
  const labels = options.ports ?? [];
  const map = options.port_map ?? {};
  const ports = labels.length > 0 ? labelled(task, labels) : mapped(task, map, warn);
  if (ports.length === 0) return {};
  if (publishingModes.has(mode.netns.nsmode)) return { portmappings: ports };
  const option = labels.length > 0 ? "ports" : "port_map";
  if ((task.networkIsolation?.path ?? "") !== "") {
    warn(`${option} has no effect here: Nomad itself forwards the ports of the group's network`);
  } else {
    const value = labels.length > 0 ? labels : map;
    warn(
      optionMessage(
        option,
        value,
        `no port is forwarded with network_mode = "${mode.text}": ${instead(mode, labels[0] ?? Object.keys(map)[0])}`,
      ),
    );
  }
  return {};
}

/** What to do where Podman forwards no ports. */
function instead({ netns }: NetworkMode, label = ""): string {
  if (netns.nsmode === "container") return "set it on the task whose network this one joins";
  if (netns.nsmode !== "host") return 'set network_mode = "bridge"';
  // NOMAD_PORT_ has the port of `to`.
  const variable = `$NOMAD_HOST_PORT_${variableName(label)}`;
  return `the program must listen on the allocated port itself (${variable}), or set network_mode = "bridge"`;
}

function labelled(task: TaskConfig, labels: readonly string[]): readonly PublishedPort[] {
  const allocated = task.resources.ports;
  return labels.flatMap((label) => {
    const port = allocated.find((candidate) => candidate.label === label);
    if (port === undefined) throw invalidOption("ports", label, `no port of that label is allocated; ${listed(allocated)}`);
    return bothProtocols(port.hostIp, port.value, port.to > 0 ? port.to : port.value);
  });
}

function listed(ports: readonly PortMapping[]): string {
  return ports.length === 0
    ? "the group's network block has no port"
    : `allocated are ${ports.map(({ label }) => label).join(", ")}`;
}

/** The form of before Nomad 0.12: every port of the task's own network, mapped or not. */
function mapped(task: TaskConfig, map: Readonly<Record<string, number>>, warn: WarningSink): readonly PublishedPort[] {
  const names = Object.keys(map);
  if (names.length === 0) return [];
  const network = task.resources.networks[0];
  if (network === undefined) {
    throw invalidOption("port_map", map, "the task has no network block of its own; use ports with the group's network block");
  }
  const allocated = [...network.reservedPorts, ...network.dynamicPorts];
  const unknown = names.filter((name) => !allocated.some(({ label }) => label === name));
  if (unknown.length > 0) warn(`port_map names ports that are not allocated: ${unknown.join(", ")}`);
  return allocated.flatMap(({ label, value }) => bothProtocols(network.ip, value, map[label] ?? value));
}

function bothProtocols(address: string, host: number, container: number): readonly PublishedPort[] {
  return ["tcp", "udp"].map((protocol) => ({
    ...(address === "" ? {} : { host_ip: address }),
    host_port: host,
    container_port: container,
    protocol,
  }));
}
