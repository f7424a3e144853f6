import { allocIdLabel, type ExtraLabelName, extraLabel, extraLabelNames } from "../core/names.ts";
import type { TaskConfig } from "../core/task-config.ts";

/**
 * Labels of the container: the job's, then those of the plugin's extra_labels (globs with `*`), then always the
 * allocation's id, by which the driver knows its own containers.
 */
export function labels(
  task: TaskConfig,
  own: Readonly<Record<string, string>> | undefined,
  extraLabels: readonly string[] | undefined,
): Record<string, string> {
  const all: Record<string, string> = { ...own };
  const patterns = (extraLabels ?? []).map(globPattern);
  for (const name of extraLabelNames) {
    if (patterns.some((pattern) => pattern.test(name))) all[extraLabel(name)] = labelValue(task, name);
  }
  all[allocIdLabel] = task.allocId;
  return all;
}

function labelValue(task: TaskConfig, name: ExtraLabelName): string {
  switch (name) {
    case "job_name":
      return task.jobName;
    case "job_id":
      return task.jobId;
    case "task_group_name":
      return task.taskGroupName;
    case "task_name":
      return task.name;
    case "namespace":
      return task.namespace;
    case "node_name":
      return task.nodeName;
    case "node_id":
      return task.nodeId;
  }
}

function globPattern(glob: string): RegExp {
  return new RegExp(`^${glob.split("*").map(escapeRegExp).join(".*")}$`);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
