import { DriverError, isDriverError } from "../../core/errors.ts";
import { parseSignal, signalName } from "../../core/signals.ts";
import type { Task } from "../task/task.ts";

/** Sends a signal to the task's main process. @throws DriverError `invalidRequest` for an unknown signal or a task that has ended */
export async function signalTask(task: Task, signalText: string): Promise<void> {
  const signal = parseSignal(signalText);
  if (task.hasEnded) throw ended(task, signal);
  try {
    await task.service.client.containers.kill(task.container.id, signal);
  } catch (error) {
    if (isDriverError(error, "conflict") || isDriverError(error, "notFound")) throw ended(task, signal);
    throw error;
  }
}

function ended(task: Task, signal: number): DriverError {
  return new DriverError("invalidRequest", `${signalName(signal)} cannot be sent: task ${task.config.name} has ended`);
}
