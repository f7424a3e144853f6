import type { HostFacts } from "../../src/translate/input/spec-input.ts";
import type { InputOverrides } from "../fixtures/task-input.ts";
import type { RowNode } from "./machines.ts";
import type { OptionsLab } from "./options-lab.ts";

/** One option, set on a real container, and what the process inside then sees. */
export interface Row {
  /** The option's name in the table: `ulimit`, or `job.dns` for what Nomad itself says of the task. */
  readonly option: string;
  readonly what: string;
  readonly given: Setting;
  /** A line of shell for the container; a function when it depends on the node. */
  readonly look: string | ((host: HostFacts) => string) | Inspected;
  readonly seen: string | RegExp | ((host: HostFacts, lab: OptionsLab) => string | RegExp);
  /** True when the row cannot be looked at on this node: it is skipped there. */
  readonly unless?: (node: RowNode) => boolean;
  /** A warning that the task's events must have, of the driver or of Podman; none may be there when it is absent. */
  readonly warning?: RegExp;
}

/** A template for `podman inspect`, for what no process inside can see. */
export interface Inspected {
  readonly inspect: string;
}

/** What is set; a function when it needs the lab, for a path or another container. */
export type Setting = InputOverrides | ((lab: OptionsLab) => InputOverrides | Promise<InputOverrides>);

/** The file of a controller's limit as the container sees it: `cgroup("memory", "memory.limit_in_bytes", "memory.max")`. */
export function cgroup(controller: string, v1: string, v2: string): (host: HostFacts) => string {
  return ({ cgroupVersion }) =>
    cgroupVersion === "v1" ? `cat /sys/fs/cgroup/${controller}/${v1}` : `cat /sys/fs/cgroup/${v2}`;
}

/** One expectation for each cgroup version. */
export function byVersion(v1: string | RegExp, v2: string | RegExp): (host: HostFacts) => string | RegExp {
  return ({ cgroupVersion }) => (cgroupVersion === "v1" ? v1 : v2);
}
