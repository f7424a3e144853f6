import { DriverError } from "../../core/errors.ts";
import type { TaskConfig } from "../../core/task-config.ts";

/** Tasks whose reason is kept; the oldest go first. */
const most = 1_000;

/**
 * Why tasks could not be recovered, for the events of their next start: Nomad only reports that they could not, and takes no
 * event of a task that it is restoring.
 */
export class FailedRecoveries {
  readonly #reasons = new Map<string, string>();

  /** Runs a recovery, and keeps the reason when it fails. */
  async noting<Found>(task: TaskConfig, recover: () => Promise<Found>): Promise<Found> {
    try {
      const found = await recover();
      this.#reasons.delete(keyOf(task));
      return found;
    } catch (error) {
      if (error instanceof DriverError) this.#keep(keyOf(task), error.message);
      throw error;
    }
  }

  /** The reason, once; undefined where no recovery failed. */
  take(task: TaskConfig): string | undefined {
    const key = keyOf(task);
    const reason = this.#reasons.get(key);
    this.#reasons.delete(key);
    return reason;
  }

  #keep(key: string, reason: string): void {
    this.#reasons.delete(key);
    this.#reasons.set(key, reason);
    const [oldest] = this.#reasons.keys();
    if (oldest !== undefined && this.#reasons.size > most) this.#reasons.delete(oldest);
  }
}

/** A start has another task id than the one before it. */
function keyOf({ allocId, name }: TaskConfig): string {
  return `${allocId}/${name}`;
}
