/** What options of a task mean together. */
import { type Problem, problem } from "../table/problem.ts";
import type { TaskOptions } from "../task-options/task-options.ts";
import { networkProblems } from "./network-rules.ts";
import { storageProblems } from "./storage-rules.ts";

/** What is wrong with options that are each allowed. */
export function taskProblems(options: TaskOptions): readonly Problem[] {
  return [...pullProblems(options), ...healthProblems(options), ...networkProblems(options), ...storageProblems(options)];
}

function pullProblems({ force_pull, pull_policy }: TaskOptions): readonly Problem[] {
  if (!force_pull || pull_policy === undefined || pull_policy === "always") return [];
  return [problem("pull_policy", pull_policy, 'contradicts force_pull = true, which means "always"; keep one of them')];
}

function healthProblems({ healthcheck, healthchecks }: TaskOptions): readonly Problem[] {
  if (healthcheck === undefined || healthchecks?.disable !== true) return [];
  return [problem("healthcheck", undefined, "contradicts healthchecks { disable = true }; keep one of them")];
}
