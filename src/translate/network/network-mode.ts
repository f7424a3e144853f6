import { invalidOption } from "../../core/option-error.ts";
import type { Namespace, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { joinedNamespace } from "../input/namespace.ts";
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

const userModes = ["pasta", "slirp4netns"] as const;
type UserMode = (typeof userModes)[number];

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
  const joined = joinedNamespace(text, task, "network_mode");
  if (joined !== undefined) return { ...plain(joined), text };
  if (text === "bridge" || text === "host" || text === "none") return plain({ nsmode: text });
  const user = userModes.find((mode) => text === mode || text.startsWith(`${mode}:`));
  if (user !== undefined) return userMode(user, text, podmanVersion);
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(text)) {
    throw invalidOption(
      "network_mode",
      text,
      "allowed are bridge, host, none, pasta, slirp4netns, container:ID, ns:PATH, task:NAME, or the name of a Podman network",
    );
  }
  return { netns: { nsmode: "bridge" }, network: text, options: [], text };
}

function userMode(mode: UserMode, text: string, podmanVersion: string): NetworkMode {
  // 4.3.1 reports `invalid network "pasta"`: it came with Podman 4.4.
  if (mode === "pasta" && !isAtLeast(podmanVersion, "4.4.0")) {
    throw invalidOption(
      "network_mode",
      text,
      `pasta needs Podman 4.4, this is ${podmanVersion}; use "slirp4netns" or "bridge"`,
    );
  }
  const options = text.length > mode.length ? text.slice(mode.length + 1).split(",") : [];
  return { netns: { nsmode: mode }, network: undefined, options, text };
}

function plain(netns: Namespace): NetworkMode {
  return { netns, network: undefined, options: [], text: netns.nsmode };
}

/** The fields that say which network, without addresses. */
export function networkOptions(mode: NetworkMode): Pick<SpecGenerator, "network_options"> {
  return mode.options.length === 0 ? {} : { network_options: { [mode.netns.nsmode]: mode.options } };
}
