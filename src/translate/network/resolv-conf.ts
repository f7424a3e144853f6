import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { invalidOption } from "../../core/option-error.ts";
import { type SpecInput, type TaskInput, taskDirectory } from "../input/spec-input.ts";
import { hasOwnUsers } from "../security/user-namespace.ts";

type ResolvConfOption = NonNullable<TaskOptions["resolv_conf"]>;

/** The files of the node that `resolv_conf` names, where systemd-resolved(8) keeps them. */
const nodeFiles: Readonly<Record<string, string>> = {
  host: "/etc/resolv.conf",
  static: "/usr/lib/systemd/resolv.conf",
  uplink: "/run/systemd/resolve/resolv.conf",
  stub: "/run/systemd/resolve/stub-resolv.conf",
};

/** What is mounted on a task's /etc/resolv.conf. */
export interface ResolvConf {
  /** On the node. */
  readonly source: string;
  /** What `source` must hold before the container is made; undefined for a file of the node's own, which is mounted read-only. */
  readonly copy: ResolvConfCopy | undefined;
}

export interface ResolvConfCopy {
  readonly content: string;
  readonly mode: number;
}

/** The option where it counts: the job's `network.dns` wins. */
export function effectiveResolvConf({ options, task }: Pick<TaskInput, "options" | "task">): ResolvConfOption | undefined {
  return task.dns === undefined ? options.resolv_conf : undefined;
}

/** The file of the node that the task's /etc/resolv.conf is, or is copied from; undefined when there is none. */
export function nodeResolvConf(input: Pick<TaskInput, "options" | "task">): string | undefined {
  return nodeFiles[effectiveResolvConf(input)?.replace(/^copy-/, "") ?? ""];
}

/**
 * What to mount on /etc/resolv.conf; undefined when Podman or the image has the file.
 *
 * @param content of the file that {@link nodeResolvConf} names; undefined when it could not be read
 * @throws DriverError `invalidConfig` when that file is missing
 */
export function resolvConf(input: TaskInput, content: string | undefined): ResolvConf | undefined {
  const asked = effectiveResolvConf(input);
  if (asked === undefined || asked === "image") return undefined;
  const file = nodeResolvConf(input);
  if (file !== undefined && content === undefined) {
    const why = file.startsWith("/run/systemd/") ? " (is systemd-resolved running?)" : "";
    throw invalidOption("resolv_conf", asked, `${file} cannot be read on the node${why}`);
  }
  if (file !== undefined && !asked.startsWith("copy-")) return { source: file, copy: undefined };
  const copy = { content: content ?? "", mode: copyMode(input) };
  return { source: `${taskDirectory(input.task)}/resolv.conf`, copy };
}

/** The container's root shall be able to write its copy, and need not be the plugin's user. */
function copyMode({ host, options }: TaskInput): number {
  const sameRoot = !host.rootless && (options.userns ?? "host") === "host" && !hasOwnUsers(options);
  return sameRoot ? 0o644 : 0o666;
}

/** Why a task on a Podman network may miss its neighbours: their names are in the DNS of Podman only. */
export function resolvConfWarning(input: Pick<SpecInput, "options" | "task" | "network">): string | undefined {
  const asked = effectiveResolvConf(input);
  const named = input.network.network !== undefined || input.options.networks.length > 0;
  if (asked === undefined || !named || input.network.netns.nsmode !== "bridge") return undefined;
  return `with resolv_conf = "${asked}" the names of containers do not resolve on Podman networks`;
}
