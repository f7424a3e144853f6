/** `systemd`: an init system as process 1. */
import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { type SpecInput, taskDirectory } from "../input/spec-input.ts";
import { hasOwnUsers } from "../security/user-namespace.ts";

/** Where the init program of a directory is searched for, in this order. */
export const initPrograms = ["/usr/lib/systemd/systemd", "/lib/systemd/systemd", "/sbin/init"] as const;

/** What is started where it cannot be searched for. */
export const usualInit = "/sbin/init";

type Program = Pick<TaskOptions, "systemd" | "entrypoint" | "command">;

/** Whether the task leaves it to the driver which program is its init. */
export function leavesInitOpen({ systemd, entrypoint, command }: Program): boolean {
  return systemd === "always" && (entrypoint ?? command ?? []).length === 0;
}

/**
 * Podman's own part. On cgroup v1 systemd needs the node's cgroup namespace, which Podman 5 no longer takes by itself.
 *
 * @throws DriverError `invalidConfig` for a user namespace on cgroup v1: the tree of cgroups would not be its own (Podman 4.3.1:
 *   such a container ends at once)
 */
export function systemd({ options, host }: Pick<SpecInput, "options" | "host">): Pick<SpecGenerator, "systemd" | "cgroupns"> {
  if (options.systemd === undefined) return {};
  if (options.systemd !== "always" || host.cgroupVersion !== "v1") return { systemd: options.systemd };
  if (hasOwnUsers(options)) {
    const why = "a user namespace (userns, uidmap, gidmap) with it needs cgroup v2, and this node has v1: remove one of them";
    throw invalidOption("systemd", options.systemd, why);
  }
  return { systemd: options.systemd, cgroupns: { nsmode: "host" } };
}

/**
 * The init program of a task on a directory, before its arguments; empty where the job or the image says it.
 *
 * @throws DriverError `invalidConfig` for a directory without one
 */
export function initProgram({ options, rootDirectory }: Pick<SpecInput, "options" | "rootDirectory">): readonly string[] {
  if (options.rootfs === undefined || !leavesInitOpen(options)) return [];
  if (rootDirectory.kind === "directory" && rootDirectory.init === undefined) {
    const why = `there is no init program in it (${initPrograms.join(", ")}): install systemd in it, or write the program in command`;
    throw invalidOption("rootfs", options.rootfs, why);
  }
  return [rootDirectory.init ?? usualInit];
}

type Identified = Pick<SpecInput, "options" | "task">;

/** The allocation's id as a machine id; undefined for a task without an init system. */
function machineId({ options, task }: Identified): string | undefined {
  const id = task.allocId.replaceAll("-", "").toLowerCase();
  return options.systemd === "always" && /^[0-9a-f]{32}$/.test(id) ? id : undefined;
}

/**
 * Tells systemd its machine id, which it then writes to /etc/machine-id (docs/podman-quirks.md#machine-id). The variable takes the
 * place of the kernel's command line, for which systemd otherwise takes its own arguments: so these are repeated. (Those in an
 * image's CMD are not known here.)
 *
 * @param words the arguments of process 1
 */
export function machineIdVariable(input: Identified, words: readonly string[]): Readonly<Record<string, string>> {
  const id = machineId(input);
  if (id === undefined || input.options.readonly_rootfs === true) return {};
  const given = input.task.env[commandLine] ?? words.map(quoted).join(" ");
  return { [commandLine]: `${given} systemd.machine_id=${id}`.trim() };
}

const commandLine = "SYSTEMD_PROC_CMDLINE";

function quoted(word: string): string {
  return /[\s"'\\]/.test(word) ? JSON.stringify(word) : word;
}

/** Where /etc cannot be written: the file to mount on /etc/machine-id. There systemd-machine-id-commit is not run. */
export function machineIdFile(input: Identified): { readonly path: string; readonly content: string } | undefined {
  const id = machineId(input);
  if (id === undefined || input.options.readonly_rootfs !== true) return undefined;
  return { path: `${taskDirectory(input.task)}/machine-id`, content: `${id}\n` };
}
