import { allocIdLabel, driverLabel, type ExtraLabelName, extraLabel, extraLabelNames } from "../../core/names.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { TaskFacts } from "../input/spec-input.ts";

/**
 * Labels of the container: the job's, then those of the plugin's extra_labels (globs with `*`), then always the
 * allocation's id and the driver's name, by which the driver knows its own containers.
 */
export function labels(
  { task, driverName }: Pick<TaskFacts, "task" | "driverName">,
  own: Readonly<Record<string, string>> | undefined,
  extraLabels: readonly string[] | undefined,
): Record<string, string> {
  const all: Record<string, string> = { ...own };
  for (const name of extraLabelNames) {
    if (extraLabels?.some((glob) => matchesGlob(glob, name))) all[extraLabel(name)] = labelValue(task, name);
  }
  all[allocIdLabel] = task.allocId;
  all[driverLabel] = driverName;
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

/** `*` stands for any characters. Part by part: an expression would try every place of every part. */
function matchesGlob(glob: string, name: string): boolean {
  const [first = "", ...parts] = glob.split("*");
  const last = parts.pop();
  if (last === undefined) return name === glob;
  if (!name.startsWith(first)) return false;
  let end = first.length;
  for (const part of parts) {
    const found = name.indexOf(part, end);
    if (found < 0) return false;
    end = found + part.length;
  }
  return name.length >= end + last.length && name.endsWith(last);
}
