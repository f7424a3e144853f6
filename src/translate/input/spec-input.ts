import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import type { TaskOptions } from "../../config/task-options/task-options.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { RootDirectory } from "../mounts/root-file-system.ts";
import type { SharedHostsFile } from "../network/hosts-file.ts";
import type { NetworkMode } from "../network/network-mode.ts";
import type { ResolvConf } from "../network/resolv-conf.ts";
import type { LogRoute } from "../spec/logging.ts";

/** What the translation must know of the Podman service and its node. */
export interface HostFacts {
  readonly rootless: boolean;
  readonly cgroupVersion: "v1" | "v2";
  /** `systemd` or `cgroupfs`. */
  readonly cgroupManager: string;
  /** Controllers that the service's user may use (`cpu`, `memory`, …), from Podman's info. */
  readonly cgroupControllers: readonly string[];
  readonly podmanVersion: string;
  /** Name of the service's OCI runtime (`crun`). */
  readonly ociRuntime: string;
  readonly apparmor: boolean;
  readonly selinux: boolean;
  /** Logical CPUs of the node. */
  readonly cores: number;
}

/** A task, its configurations, and the node that it was placed on. */
export interface TaskFacts {
  readonly task: TaskConfig;
  readonly options: TaskOptions;
  /** The options as the job has them, for messages; see {@link asWritten}. */
  readonly written: Readonly<Record<string, unknown>>;
  readonly plugin: PluginOptions;
  readonly host: HostFacts;
  /** What jobs call the driver. */
  readonly driverName: string;
}

/** With what follows from these alone, decided once: `taskInput()` makes it. */
export interface TaskInput extends TaskFacts {
  readonly network: NetworkMode;
  readonly log: LogRoute;
}

/** All that decides what a task's container looks like, but its image: `specInput()` makes it. */
export interface SpecInput extends TaskInput {
  /**
   * Where the paths of {@link hostPathsToResolve} end when every symbolic link is followed. A path that is missing here
   * does not exist on the node, or the driver may not follow it; one that is to be made is resolved as far as it exists.
   */
  readonly resolvedPaths: ReadonlyMap<string, string>;
  readonly rootDirectory: RootDirectory;
  /** What `host-gateway` in `extra_hosts` becomes: an address, or the word itself where Podman knows it; undefined for neither. */
  readonly hostGateway: string | undefined;
  /** The /etc/hosts that the task shares with its group. */
  readonly hostsFile: SharedHostsFile | undefined;
  /** A task that logs to the node's journal finds one; true for all others. */
  readonly journalIsThere: boolean;
  /** What is mounted on /etc/resolv.conf; undefined when Podman or the image has it. */
  readonly resolvConf: ResolvConf | undefined;
}

/** Takes what the operator should know but what does not stop the task, one line each. */
export type WarningSink = (text: string) => void;

/** The option's value as the job has it (`1m`), where the checks have made something else of it (1048576). */
export function asWritten({ written, options }: Pick<SpecInput, "written" | "options">, option: keyof TaskOptions): unknown {
  return written[option] ?? options[option];
}

/** Directory of the task on the node: relative paths in the task's options start here. */
export function taskDirectory(task: TaskConfig): string {
  return `${task.allocDir}/${task.name}`;
}
