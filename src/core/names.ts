/** The names that the driver writes into Podman and into Nomad: one home for all of them. */
import type { TaskConfig } from "./task-config.ts";

/** What jobs call the driver itself; under other names the same executable carries out other drivers' jobs. */
export const podmanDriverName = "podman";

/** Prefix of every label that we set on a container. */
export const labelPrefix = "com.hashicorp.nomad.";

/** Set on every container, whatever extra_labels says: by it the dangling-container sweep and adoption know our own. */
export const allocIdLabel = `${labelPrefix}alloc_id`;

/** Whose container it is: the name that jobs call the driver. Containers of earlier versions and of the Go driver lack it. */
export const driverLabel = `${labelPrefix}driver`;

/** The driver that a container belongs to, by its labels. */
export function driverOf(labels: Readonly<Record<string, string>>): string {
  return labels[driverLabel] ?? podmanDriverName;
}

/** Set on a container whose log Nomad gets in conmon's own form: the container's log driver is the same for `nomad`. */
export const rawLogLabel = `${labelPrefix}raw_log`;

/** Names that extra_labels may match, in the order of the Go driver's documentation, and what each says of the task. */
export const extraLabels = {
  job_name: "jobName",
  job_id: "jobId",
  task_group_name: "taskGroupName",
  task_name: "name",
  namespace: "namespace",
  node_name: "nodeName",
  node_id: "nodeId",
} as const satisfies Readonly<Record<string, keyof TaskConfig>>;

/** The container of a task: `<task>-<alloc id>`, as the Go driver names it, so that either can recover the other's. */
export function containerName(taskName: string, allocId: string): string {
  return `${taskName}-${allocId}`;
}

/** What an ended container is renamed to that blocks the name of the next one and cannot be removed yet. */
export function replacedName(name: string, containerId: string): string {
  return `${name}-replaced-${containerId.slice(0, 12)}`;
}

/** The name that the container had before {@link replacedName}; the name itself when it was never replaced. */
export function originalName(name: string): string {
  return name.replace(/-replaced-[0-9a-f]{12}$/, "");
}

/** Prefix of the node attributes of the driver that jobs call so. */
export function attributePrefix(driverName: string): string {
  return `driver.${driverName}`;
}

/** The name that stands for the Podman of tasks that name none. */
export const defaultSocketName = "default";

/** A socket's name as part of its node attributes' names. */
export function attributeName(socketName: string): string {
  return socketName.replace(/[^A-Za-z0-9]/g, "_");
}

/** Podman's name for its own bridge in a create body, whatever containers.conf calls it. */
export const defaultNetwork = "default";

/** A part of a variable's name, with what Nomad (helper.CleanEnvVar) does not allow there replaced by `_`. */
export function variableName(text: string): string {
  return text.replace(/[^A-Za-z0-9_.]/g, "_");
}
