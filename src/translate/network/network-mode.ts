import { parseNetworkMode } from "../../config/checks/network-checks.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { Namespace, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { parseNamespace } from "../input/namespace.ts";
import type { TaskFacts } from "../input/spec-input.ts";
import { isAtLeast } from "../input/version.ts";

/** How a container is connected. */
export interface NetworkMode {
  readonly netns: Namespace;
  /** Name of the Podman network that network_mode names; undefined for every other mode. */
  readonly network: string | undefined;
  /** Words behind `pasta:` or `slirp4netns:`. */
  readonly options: readonly string[];
  /** What the message of a conflict calls it. */
  readonly text: string;
}

/**
 * The network of the task. The group's network namespace comes first, as in the Go driver, which never lets a task of
 * such a group out of it.
 *
 * @throws DriverError `invalidConfig`.
 */
export function networkMode(facts: Omit<TaskFacts, "written">): NetworkMode {
  const { task, options } = facts;
  const group = task.networkIsolation?.path ?? "";
  if (group !== "") return { ...plain({ nsmode: "path", value: group }), text: "the group's network namespace" };
  const asked = options.network_mode ?? "";
  return asked === "" ? defaultMode(facts) : explicitMode(asked, task, facts.host.podmanVersion);
}

function defaultMode({ host, options, plugin, task }: Omit<TaskFacts, "written">): NetworkMode {
  // Podman's networks are bridges for a rootless Podman too.
  if (!host.rootless || options.networks.length > 0) return plain({ nsmode: "bridge" });
  const configured = plugin.networking.default_rootless_mode;
  if (configured !== undefined) return explicitMode(configured, task, host.podmanVersion);
  // Podman's own default, docs/podman-quirks.md#rootless-network.
  return plain({ nsmode: isAtLeast(host.podmanVersion, "5.0.0") ? "pasta" : "slirp4netns" });
}

function explicitMode(text: string, task: TaskFacts["task"], podmanVersion: string): NetworkMode {
  const mode = parseNetworkMode(text);
  switch (mode.kind) {
    case "bridge":
    case "host":
    case "none":
      return plain({ nsmode: mode.kind });
    case "container":
    case "ns":
    case "task":
      return { ...plain(parseNamespace(text, task, "network_mode")), text };
    case "pasta":
    case "slirp4netns":
      checkPasta(mode.kind, text, podmanVersion);
      return { ...plain({ nsmode: mode.kind }), options: mode.words, text };
    case "network":
      checkNetworkName(text);
      return { netns: { nsmode: "bridge" }, network: text, options: [], text };
  }
}

/** 4.3.1 reports `invalid network "pasta"`: it came with Podman 4.4. */
function checkPasta(kind: "pasta" | "slirp4netns", text: string, podmanVersion: string): void {
  if (kind !== "pasta" || isAtLeast(podmanVersion, "4.4.0")) return;
  const why = `pasta needs Podman 4.4, this is ${podmanVersion}; use "slirp4netns" or "bridge"`;
  throw invalidOption("network_mode", text, why);
}

function checkNetworkName(text: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(text)) return;
  const modes = "bridge, host, none, pasta, slirp4netns, container:ID, ns:PATH, task:NAME";
  throw invalidOption("network_mode", text, `allowed are ${modes}, or the name of a Podman network`);
}

function plain(netns: Namespace): NetworkMode {
  return { netns, network: undefined, options: [], text: netns.nsmode };
}

/** The fields that say which network, without addresses. */
export function networkOptions(mode: NetworkMode): Pick<SpecGenerator, "network_options"> {
  return mode.options.length === 0 ? {} : { network_options: { [mode.netns.nsmode]: mode.options } };
}
