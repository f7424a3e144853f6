import { DriverError } from "../../core/errors.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { PullOptions } from "../../podman/images/pull-stream.ts";
import { pullError } from "./pull-error.ts";
import { ActivityLimit } from "./pull-limits.ts";
import { type PullState, PullTally } from "./pull-progress.ts";

export interface PullRequest extends Omit<PullOptions, "signal"> {
  readonly reference: string;
  /** How long there may be no progress, in milliseconds. */
  readonly activityMilliseconds: number;
}

/**
 * Pulls an image and returns its id, or the beginning of it. `report` gets each change of its progress.
 *
 * @throws DriverError `unauthorized`, or `imageFailed` in one line that names the image; recoverable where another try can
 *   help (registry away, busy, stalled)
 */
export async function pullImage(
  client: PodmanClient,
  request: PullRequest,
  signal: AbortSignal,
  report: (state: PullState) => void,
): Promise<string> {
  const { reference, activityMilliseconds, ...options } = request;
  const limit = new ActivityLimit(activityMilliseconds);
  const tally = new PullTally();
  try {
    const pull = client.images.pull(reference, { ...options, signal: AbortSignal.any([signal, limit.signal]) });
    for (;;) {
      const line = await pull.next();
      if (line.done) return line.value;
      if (line.value.layer !== undefined) tally.add(line.value.layer);
      if (tally.reportsProgress) limit.active();
      else limit.pause();
      report(tally.state);
    }
  } catch (error) {
    if (signal.aborted) throw new DriverError("cancelled", `the pull of image "${reference}" was cancelled`, { cause: error });
    throw pullError(reference, limit.signal.aborted ? limit.reason : undefined, error);
  } finally {
    limit.pause();
  }
}
