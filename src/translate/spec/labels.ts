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
