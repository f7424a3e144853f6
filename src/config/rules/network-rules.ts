/** What a task's network options mean together. */
import { type Problem, problem } from "../table/problem.ts";
import type { TaskOptions } from "../task-options/task-options.ts";

const ownNetworkOnly = "works only with a bridge or a named Podman network";

/** What is wrong with network options that are each allowed. */
export function networkProblems(options: TaskOptions): readonly Problem[] {
  return [...portProblems(options), ...addressProblems(options), ...twiceNamed(options)];
}

/**
 * True for a mode that gives the container an address in a Podman network of its own; undefined when the mode is not
 * written, so that the group's network decides.
 */
export function isPodmanNetwork(mode: string | undefined): boolean | undefined {
  if (mode === undefined) return undefined;
  return !/^(host|none|private|pasta|slirp4netns)(:|$)|^(container|ns|task):/.test(mode);
}

function portProblems({ ports, port_map }: TaskOptions): readonly Problem[] {
  const mapped = Object.keys(port_map ?? {});
  if (mapped.length === 0 || ports === undefined || ports.length === 0) return [];
  return [
    problem("port_map", port_map, "cannot be used together with ports; keep ports and set `to` in the group's network block"),
  ];
}

const addressOptions = ["ipv4_address", "ipv6_address", "static_ips", "static_mac", "network_aliases", "networks"] as const;

function addressProblems(options: TaskOptions): readonly Problem[] {
  if (isPodmanNetwork(options.network_mode) !== false) return [];
  return addressOptions
    .filter((name) => (options[name]?.length ?? 0) > 0)
    .map((name) => problem(name, options[name], `${ownNetworkOnly}, not with network_mode = "${options.network_mode}"`));
}

function twiceNamed({ networks }: TaskOptions): readonly Problem[] {
  const names = networks.map(({ name }) => name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [problem(`networks[${index}].name`, name, "names a network that another block names already")],
  );
}
