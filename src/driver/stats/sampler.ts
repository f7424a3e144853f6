/**
 * Measures what tasks use. One timer serves all subscribers: their samples fall on a common grid, so tasks with the same
 * interval are measured one after the other, a few at a time, and nothing runs while nobody listens.
 */
import { type CgroupDirectories, locateCgroup } from "../../cgroup/locate.ts";
import { readCgroupUsage } from "../../cgroup/usage.ts";
import { AsyncQueue } from "../../core/async-queue.ts";
import type { Clock } from "../../core/clock.ts";
import type { Logger } from "../../core/logger.ts";
import type { NodeFacts } from "../../core/node.ts";
import type { TaskUsage } from "../../core/task-status.ts";
import { after, type LongTimer } from "../../platform/timers.ts";
import type { ContainersApi } from "../../podman/containers/calls.ts";
import { PodmanStats } from "./podman-stats.ts";
import { type Reading, taskUsage } from "./task-usage.ts";

/** Samples that wait for a slow subscriber; older ones are dropped. */
const queuedSamples = 2;
/** Shares of CPU time over a shorter span are too inaccurate. */
const shortestSpanMilliseconds = 100;
const nanosecondsPerMillisecond = 1e6;
/** What else waits, such as lines of logs, has its turn after so many samples: each takes 0.1 to 0.2 ms. */
const samplesAtOnce = 4;
/** Samples between two collections: some 10 MB of garbage. */
const samplesBetweenCollections = 1_000;

export interface StatsSamplerDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly node: () => NodeFacts;
  /** Milliseconds between two samples for a subscriber that wants one every `wanted` milliseconds. */
  readonly interval: (wanted: number) => number;
}

export interface SampledTask {
  readonly containerId: string;
  /** The container's first process on the host; 0 while it is not known. */
  readonly pid: () => number;
  /** True once there is nothing more to measure; a task that is not known to have ended runs. */
  readonly hasEnded?: () => boolean;
  /** The client of the Podman that has the container. */
  readonly containers: Pick<ContainersApi, "statsStream">;
}

interface Subscriber {
  readonly task: SampledTask;
  readonly interval: number;
  readonly queue: AsyncQueue<TaskUsage>;
  /** Monotonic milliseconds. */
  due: number;
  before: Reading | undefined;
  /** Where its counters are; undefined where Podman's own statistics stand in. */
  readonly directories: CgroupDirectories | undefined;
  /** Ends the use of Podman's own statistics. */
  release: (() => void) | undefined;
}

export class StatsSampler {
  readonly #deps: StatsSamplerDeps;
  readonly #subscribers = new Set<Subscriber>();
  readonly #podman = new Map<SampledTask["containers"], PodmanStats>();
  readonly #garbage = new SampleGarbage();
  #timer: LongTimer | undefined;

  constructor(deps: StatsSamplerDeps) {
    this.#deps = deps;
  }

  /** A sample at the interval that `wanted` milliseconds become, until the signal aborts; the first one after the first interval. */
  async *subscribe(task: SampledTask, wanted: number, signal: AbortSignal): AsyncGenerator<TaskUsage, void, undefined> {
    if (signal.aborted) return;
    const interval = Math.max(shortestSpanMilliseconds, this.#deps.interval(wanted));
    const now = this.#deps.clock.monotonic();
    const directories = locateCgroup(task.pid(), task.containerId);
    const subscriber: Subscriber = {
      task,
      interval,
      queue: new AsyncQueue(queuedSamples),
      due: nextDue(now + shortestSpanMilliseconds, interval),
      before: undefined,
      directories,
      release: directories === undefined && !task.hasEnded?.() ? this.#podmanStats(task).use() : undefined,
    };
    subscriber.before = this.#read(subscriber);
    const stop = () => subscriber.queue.end();
    signal.addEventListener("abort", stop, { once: true });
    this.#subscribers.add(subscriber);
    this.#schedule();
    try {
      yield* subscriber.queue;
    } finally {
      signal.removeEventListener("abort", stop);
      this.#subscribers.delete(subscriber);
      this.#release(subscriber);
      this.#schedule();
    }
  }

  #schedule(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#subscribers.size === 0) return;
    let due = Number.POSITIVE_INFINITY;
    for (const subscriber of this.#subscribers) due = Math.min(due, subscriber.due);
    this.#timer = after(Math.max(0, due - this.#deps.clock.monotonic()), () => this.#tick()).unref();
  }

  #tick(): void {
    const now = this.#deps.clock.monotonic();
    let samples = 0;
    for (const subscriber of this.#subscribers) {
      // A timer may fire a little early; what is all but due is taken along.
      if (subscriber.due > now + 1) continue;
      // Those that are left come at once, by a timer of their own.
      if (samples === samplesAtOnce) break;
      subscriber.due = nextDue(now + 1, subscriber.interval);
      // Goes behind the others: none is passed over when there is no time for all.
      this.#subscribers.delete(subscriber);
      this.#subscribers.add(subscriber);
      this.#sample(subscriber);
      samples += 1;
    }
    this.#garbage.left(samples);
    this.#schedule();
  }

  #release(subscriber: Subscriber): void {
    subscriber.release?.();
    subscriber.release = undefined;
  }

  #sample(subscriber: Subscriber): void {
    if (subscriber.task.hasEnded?.()) this.#release(subscriber);
    const reading = this.#read(subscriber);
    const { before } = subscriber;
    if (reading === undefined || reading.at === before?.at) return;
    subscriber.before = reading;
    if (before === undefined || before.at > reading.at) return;
    subscriber.queue.push(taskUsage(before, reading, this.#deps.node(), new Date(this.#deps.clock.now())));
  }

  #read({ task, directories }: Subscriber): Reading | undefined {
    if (directories === undefined) return this.#podmanStats(task).latest(task.containerId);
    const usage = readCgroupUsage(directories);
    return usage && { at: this.#deps.clock.monotonic() * nanosecondsPerMillisecond, usage };
  }

  #podmanStats({ containers }: SampledTask): PodmanStats {
    const known = this.#podman.get(containers);
    if (known !== undefined) return known;
    const made = new PodmanStats(containers, this.#deps.clock, this.#deps.logger);
    this.#podman.set(containers, made);
    return made;
  }
}

/** The first point of the grid of `interval` at or after `now`. */
function nextDue(now: number, interval: number): number {
  return Math.ceil(now / interval) * interval;
}

/**
 * Runs a GC every 1,000 samples. Left to itself the runtime collects each second at first, but only every 30 s once the
 * heap has kept its size for as long: the heap of 200 tasks then doubles, by 25 MB (Bun 1.4.5, resident size each second).
 */
export class SampleGarbage {
  #samples = 0;

  /** To be called after samples were handed on. */
  left(samples: number): void {
    this.#samples += samples;
    if (this.#samples < samplesBetweenCollections) return;
    this.#samples = 0;
    Bun.gc(false);
  }
}
