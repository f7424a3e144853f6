/** The names that the driver writes into Podman and into Nomad: one home for all of them. */

/** What jobs call the driver. */
export const driverName = "podman";

/** Prefix of every label that we set on a container. */
const labelPrefix = "com.hashicorp.nomad.";

/** Set on every container, whatever extra_labels says: by it the dangling-container sweep and adoption know our own. */
export const allocIdLabel = `${labelPrefix}alloc_id`;

/** Names that extra_labels may match, in the order of the Go driver's documentation. */
export const extraLabelNames = [
  "job_name",
  "job_id",
  "task_group_name",
  "task_name",
  "namespace",
  "node_name",
  "node_id",
] as const;

export type ExtraLabelName = (typeof extraLabelNames)[number];

/** The label of one of {@link extraLabelNames}. */
export function extraLabel(name: ExtraLabelName): string {
  return `${labelPrefix}${name}`;
}

/** The container of a task: `<task>-<alloc id>`, as the Go driver names it, so that either can recover the other's. */
export function containerName(taskName: string, allocId: string): string {
  return `${taskName}-${allocId}`;
}

/** Prefix of the node attributes. */
export const attributePrefix = `driver.${driverName}`;
