import { matchesGlob } from "../../core/glob.ts";
import { allocIdLabel, driverLabel, extraLabels, labelPrefix } from "../../core/names.ts";
import type { TaskFacts } from "../input/spec-input.ts";

/**
 * Labels of the container: the job's, then those of the plugin's extra_labels, then always the allocation's id and the
 * driver's name, by which the driver knows its own containers.
 *
 * @param globs of extra_labels, with `*`
 */
export function labels(
  { task, driverName }: Pick<TaskFacts, "task" | "driverName">,
  own: Readonly<Record<string, string>> | undefined,
  globs: readonly string[] | undefined,
): Record<string, string> {
  const all: Record<string, string> = { ...own };
  for (const [name, field] of Object.entries(extraLabels)) {
    if (globs?.some((glob) => matchesGlob(glob, name))) all[`${labelPrefix}${name}`] = task[field];
  }
  all[allocIdLabel] = task.allocId;
  all[driverLabel] = driverName;
  return all;
}
