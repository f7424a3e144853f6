import type { SoakLab } from "./soak-lab.ts";
import type { SoakTask } from "./soak-task.ts";

/** A task runs from its start to its removal. Throws what the driver says, or that a task which it has started wrote nothing. */
export async function startsOneMore(lab: SoakLab, task: SoakTask = lab.newTask()): Promise<void> {
  try {
    await task.start(lab.plugin);
  } catch (error) {
    // Below a full storage conmon may drop its lines.
    if (task.hasStarted) await task.end(lab.plugin);
    else await task.close();
    throw error;
  }
  const problems = await task.end(lab.plugin);
  if (problems.length > 0) throw new Error(problems.join("; "));
}

/** What is wrong with what a call of the driver threw: it must be one line of bounded length. */
export function wordingProblems(what: string, error: unknown): readonly string[] {
  const text = error instanceof Error ? error.message : String(error);
  return text === "" || text.includes("\n") || text.length > 2_500 ? [`no short line of ${what}: ${JSON.stringify(text)}`] : [];
}
