/** `--self-test`: a whole task's life against a real Podman. */
import { DriverError, messageOf } from "../../core/errors.ts";
import { containerName } from "../../core/names.ts";
import type { Driver } from "../../driver/api.ts";
import { after } from "../../platform/timers.ts";
import type { PodmanClient } from "../../podman/client.ts";
import { lifeOfATask, type Step, stepMilliseconds } from "./steps.ts";
import { type TrialTask, trialTask } from "./trial-task.ts";

/** What a self-test needs of the rest of the program. */
export interface SelfTest {
  /** A driver that is configured for the Podman under test and removes nothing that is not its own. */
  newDriver(): Promise<Driver>;
  /** To list what is left, and for what a driver does not do: remove an image. Closed at the end. */
  readonly client: PodmanClient;
  /** Image of the task, which must have /bin/sh and sleep; undefined runs the node's own shell. */
  readonly image: string | undefined;
  /** Ends the test early; what it made is still removed. */
  readonly signal: AbortSignal;
}

/** How one step went. */
export interface StepReport {
  readonly step: string;
  readonly ok: boolean;
  readonly milliseconds: number;
  /** What was seen, or the error in one line. */
  readonly message: string;
}

/**
 * Runs the steps one after the other and yields how each went; the first that fails is the last. Whatever happens,
 * container, image and directories of the test are gone before it returns; what cannot be removed is a failed step of its own.
 */
export async function* selfTest(test: SelfTest): AsyncGenerator<StepReport, void, undefined> {
  const task = trialTask(test.image);
  const drivers: Driver[] = [];
  const begun = new Set<string>();
  try {
    for (const step of lifeOfATask({ ...test, task }, drivers)) {
      begun.add(step.name);
      const report = await timed(step, test.signal);
      yield report;
      if (!report.ok) break;
    }
  } finally {
    const run = () => cleanUp(test, task, drivers, begun.has("start"));
    const removal = await timed({ name: "clean up", run }, new AbortController().signal);
    if (!removal.ok) yield removal;
  }
}

async function timed({ name, run }: Step, interrupted: AbortSignal): Promise<StepReport> {
  const bound = name === "start" ? stepMilliseconds.start : stepMilliseconds.ordinary;
  const late = new AbortController();
  const timer = after(bound, () => late.abort());
  const signal = AbortSignal.any([interrupted, late.signal]);
  const begun = performance.now();
  const report = (ok: boolean, message: string): StepReport => ({
    step: name,
    ok,
    milliseconds: Math.round(performance.now() - begun),
    message,
  });
  try {
    return report(true, await Promise.race([run(signal), rejectOn(signal)]));
  } catch (error) {
    if (interrupted.aborted) return report(false, "interrupted");
    return report(false, signal.aborted ? `it took longer than ${bound / 1000} s: ${messageOf(error)}` : messageOf(error));
  } finally {
    timer.cancel();
  }
}

/** A step that heeds no signal is left behind when its time is over. */
function rejectOn(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => reject(new DriverError("timeout", "Podman did not respond")), { once: true });
  return promise;
}

/** Podman is asked only when it may have something of ours. */
async function cleanUp(
  { client }: SelfTest,
  task: TrialTask,
  drivers: readonly Driver[],
  mayBeThere: boolean,
): Promise<string> {
  const { ownImage, config } = task;
  const { id, name, allocId } = config;
  if (mayBeThere) {
    await drivers
      .at(-1)
      ?.destroyTask(id, true)
      .catch(() => undefined);
  }
  for (const driver of drivers) await driver.shutdown();
  try {
    if (mayBeThere) await client.containers.remove(containerName(name, allocId));
    if (mayBeThere && ownImage !== undefined && (await client.images.exists(ownImage))) await client.images.remove(ownImage);
  } finally {
    client.close();
    task.remove();
  }
  return "";
}
