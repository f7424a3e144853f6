/**
 * Follows Podman's log stream of one container, where its log is no file that can be read: journald, or a Podman
 * elsewhere. Each line comes with its timestamp, by which the stream is resumed after any break.
 */
import { encodeK8sLine } from "../../codec/k8s-line.ts";
import { longestLogTimestamp, mayStartTimestamp, parseLogTimestamp } from "../../codec/log-timestamp.ts";
import type { Clock } from "../../core/clock.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { LogChunk, OutputStream } from "../../core/output.ts";
import type { ContainersApi } from "../../podman/containers/calls.ts";
import type { LogOutputs } from "./outputs.ts";
import type { FollowPosition } from "./position.ts";

/** Between attempts while Podman cannot be reached. */
const retryMilliseconds = { first: 100, longest: 5_000 } as const;

export interface LogFollowerDeps {
  readonly containerId: string;
  readonly containers: Pick<ContainersApi, "logs">;
  readonly outputs: LogOutputs;
  readonly position: FollowPosition;
  /** Each line goes to stdout in the form that conmon gives it. */
  readonly raw: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

export class LogFollower {
  readonly #deps: LogFollowerDeps;
  readonly #abort = new AbortController();
  readonly #done: Promise<void>;
  /** A chunk that ended within what may be a timestamp. */
  #held: LogChunk | undefined;
  /** Lines with the resumed timestamp that were delivered before the break. */
  #toSkip = 0;
  #skipping = false;
  #ending = false;
  /** The timestamp of the last line, as Podman wrote it. */
  #stamp = "";

  constructor(deps: LogFollowerDeps) {
    this.#deps = deps;
    this.#done = this.#follow();
  }

  /** Resolves when Podman has ended the stream, which it does after the container's end. */
  drained(): Promise<void> {
    this.#ending = true;
    return this.#done;
  }

  close(): void {
    this.#abort.abort();
  }

  async #follow(): Promise<void> {
    const { clock, logger, containerId } = this.#deps;
    const { signal } = this.#abort;
    let pause: number = retryMilliseconds.first;
    while (!signal.aborted) {
      try {
        for await (const chunk of this.#open()) {
          await this.#take(chunk);
          pause = retryMilliseconds.first;
        }
        // Podman ends the stream when the container has ended; when it only went away, the next attempt says so.
        if (this.#ending) return;
      } catch (error) {
        if (signal.aborted || isDriverError(error, "notFound")) return;
        logger.debug("the log stream broke and is taken up again", { container: containerId, error: messageOf(error) });
      }
      await clock.sleep(pause, signal).catch(() => undefined);
      pause = Math.min(pause * 2, retryMilliseconds.longest);
    }
  }

  #open(): AsyncIterable<LogChunk> {
    const { position, containers, containerId } = this.#deps;
    this.#held = undefined;
    this.#toSkip = position.lines;
    this.#skipping = false;
    const since = position.seconds === 0 ? {} : { since: `${position.seconds}.${nanosecondText(position.nanoseconds)}` };
    return containers.logs(containerId, { signal: this.#abort.signal, follow: true, timestamps: true, ...since });
  }

  async #take(chunk: LogChunk): Promise<void> {
    const whole = this.#joined(chunk);
    if (whole === undefined) return;
    const stamp = parseLogTimestamp(whole);
    if (stamp === undefined) {
      if (!this.#skipping) await this.#write(chunk.stream, whole);
      return;
    }
    const { position } = this.#deps;
    const before =
      stamp.seconds < position.seconds || (stamp.seconds === position.seconds && stamp.nanoseconds < position.nanoseconds);
    const same = stamp.seconds === position.seconds && stamp.nanoseconds === position.nanoseconds;
    this.#skipping = this.#toSkip > 0 && (before || same);
    if (this.#skipping) {
      if (same) this.#toSkip -= 1;
      return;
    }
    // The space behind it is counted.
    this.#stamp = Buffer.from(whole.subarray(0, stamp.length - 1)).toString("latin1");
    await this.#write(chunk.stream, whole.subarray(stamp.length));
    position.deliver(stamp.seconds, stamp.nanoseconds);
  }

  /** The chunk after what was held back, or undefined when it is to be held back itself. */
  #joined(chunk: LogChunk): Uint8Array | undefined {
    const held = this.#held;
    this.#held = undefined;
    const data = held?.stream === chunk.stream ? Buffer.concat([held.data, chunk.data]) : chunk.data;
    if (data.length >= longestLogTimestamp || !mayStartTimestamp(data)) return data;
    this.#held = { stream: chunk.stream, data: Uint8Array.from(data) };
    return undefined;
  }

  async #write(stream: OutputStream, data: Uint8Array): Promise<void> {
    const { raw, outputs, clock } = this.#deps;
    if (data.length === 0) return;
    let rest = raw ? encodeK8sLine(this.#stamp, stream, data) : data;
    while (rest.length > 0) {
      const taken = outputs.write(raw ? "stdout" : stream, rest);
      rest = rest.subarray(taken);
      if (taken === 0) await clock.sleep(outputs.nextPause(), this.#abort.signal);
    }
  }
}

function nanosecondText(nanoseconds: number): string {
  return String(nanoseconds).padStart(9, "0");
}
