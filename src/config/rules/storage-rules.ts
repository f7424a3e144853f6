/** What a task's mounts and secrets mean together. */
import { type Problem, problem } from "../table/problem.ts";
import type { TaskOptions } from "../task-options/task-options.ts";

type Mount = TaskOptions["mount"][number];
type Secret = TaskOptions["secrets"][number];

/** What is wrong with mounts and secrets whose options are each allowed. */
export function storageProblems({ mount, mounts, secrets }: TaskOptions): readonly Problem[] {
  return [
    ...mount.flatMap((one, index) => mountProblems(one, `mount[${index}]`)),
    ...mounts.flatMap((one, index) => mountProblems(one, `mounts[${index}]`)),
    ...secrets.flatMap((one, index) => secretProblems(one, `secrets[${index}]`)),
  ];
}

function mountProblems({ type, source }: Mount, at: string): readonly Problem[] {
  if (type === "tmpfs")
    return source === undefined ? [] : [problem(`${at}.source`, source, 'has no meaning for type = "tmpfs"')];
  if (type === "volume" || source !== undefined) return [];
  return [problem(`${at}.source`, undefined, `must be set for type = "${type}"`, 'source = "/srv/data"')];
}

function secretProblems({ env, target, mode }: Secret, at: string): readonly Problem[] {
  if (env === undefined) return [];
  return [
    ...(target === undefined ? [] : [problem(`${at}.target`, target, "is for a file, env for a variable; keep one of them")]),
    ...(mode === undefined ? [] : [problem(`${at}.mode`, mode, "is for a file and has no meaning with env")]),
  ];
}
