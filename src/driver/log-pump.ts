/**
 * Carries one task's output from conmon's log file to Nomad's FIFOs: new data is announced by inotify, delivered in large
 * writes, counted in the {@link LogPosition}, and its disk blocks are given back.
 */
import { closeSync, constants, fstatSync, openSync, statSync } from "node:fs";
import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import { punchHole } from "../platform/libc.ts";
import type { OutputStream } from "../podman/api.ts";
import type { LogOutputs } from "./log-outputs.ts";
import { ReaderDelay } from "./log-reader-delay.ts";
import type { LogScratch } from "./log-scratch.ts";
import type { LogPosition } from "./log-state.ts";
import { LogWatch } from "./log-watch.ts";

/** Delivered data is punched out in pieces of this many bytes, and up to a block boundary. */
const punchBytes = 1024 * 1024;
const blockBytes = 4096;
/** Chunks that are delivered before other work of the plugin gets its turn. */
const chunksPerTurn = 2;

const newline = 10;
const streams: readonly OutputStream[] = ["stdout", "stderr"];

export interface LogPumpDeps {
  readonly path: string;
  readonly outputs: LogOutputs;
  readonly position: LogPosition;
  readonly scratch: LogScratch;
  readonly logger: Logger;
}

type Step = "more" | "caughtUp" | "readerLags";

export class LogPump {
  readonly #deps: LogPumpDeps;
  readonly #delay = new ReaderDelay();
  readonly #watch: LogWatch;
  #fd: number;
  #punched = 0;
  #punchable = true;
  #malformedSeen = false;
  #scheduled = false;
  /** Something was delivered since the watch was last told. */
  #found = false;
  #waitTimer: Timer | undefined;
  #whenDrained: (() => void) | undefined;
  #closed = false;

  /** Throws what the file system throws when the log cannot be read. */
  constructor(deps: LogPumpDeps) {
    this.#deps = deps;
    // Writing is needed for punching holes.
    this.#fd = openSync(deps.path, constants.O_RDWR | constants.O_NOFOLLOW);
    if (deps.position.offset > fstatSync(this.#fd).size) deps.position.moveTo(0);
    this.#watch = new LogWatch(deps.path, () => this.#wake(), deps.logger);
    this.#wake();
  }

  /** Resolves when everything that is in the file by now has been delivered. Call it after conmon has ended. */
  drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenDrained = resolve;
      this.#wake();
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#waitTimer);
    this.#watch.close();
    closeSync(this.#fd);
    this.#whenDrained?.();
  }

  #wake(): void {
    if (this.#scheduled || this.#waitTimer !== undefined || this.#closed) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#closed) this.#turn();
    });
  }

  #turn(): void {
    try {
      let step: Step = "more";
      for (let chunk = 0; chunk < chunksPerTurn && step === "more"; chunk += 1) step = this.#step();
      if (step === "more") this.#wake();
      else if (step === "readerLags") this.#waitForReader();
      else this.#caughtUp();
    } catch (error) {
      this.#deps.logger.error("the task's log cannot be delivered", { path: this.#deps.path, error: messageOf(error) });
      this.close();
    }
  }

  #caughtUp(): void {
    const found = this.#found;
    this.#found = false;
    if (!found && this.#reopened()) this.#wake();
    else if (this.#whenDrained === undefined) this.#watch.looked(found);
    else if (found) this.#wake();
    else this.#whenDrained();
  }

  #step(): Step {
    const { position, scratch } = this.#deps;
    const decoded = scratch.load(this, this.#fd, position.offset, this.#whenDrained !== undefined);
    if (decoded.consumed === 0) return "caughtUp";
    if (decoded.malformedLines > 0) this.#reportMalformed(decoded.malformedLines);
    for (const stream of streams) {
      if (!this.#deliver(stream)) return "readerLags";
    }
    this.#found = true;
    position.moveTo(position.offset + decoded.consumed);
    this.#punch(position.offset);
    // What conmon wrote meanwhile is little: it is taken with what follows.
    return scratch.full ? "more" : "caughtUp";
  }

  /** False when the reader did not take all of it. */
  #deliver(stream: OutputStream): boolean {
    const { position, scratch, outputs } = this.#deps;
    const payload = scratch.payload(stream);
    for (let from = position.delivered(stream); from < payload.length; from = position.delivered(stream)) {
      const taken = outputs.write(stream, payload.subarray(from, this.#writeEnd(payload, from)));
      if (taken === 0) return false;
      position.deliver(stream, taken);
      this.#delay.took(taken);
    }
    return true;
  }

  /**
   * Where the next write ends. A write that a kill may make us repeat should begin with a line, so that no line is torn by
   * it: the rest of a line that the reader took in parts goes first, alone.
   */
  #writeEnd(payload: Uint8Array, from: number): number {
    if (from === 0 || payload[from - 1] === newline) return payload.length;
    const lineEnd = payload.indexOf(newline, from);
    return lineEnd === -1 ? payload.length : lineEnd + 1;
  }

  #waitForReader(): void {
    this.#waitTimer = setTimeout(() => {
      this.#waitTimer = undefined;
      this.#wake();
    }, this.#delay.next());
  }

  #punch(offset: number): void {
    if (!this.#punchable || offset - this.#punched < punchBytes) return;
    const end = offset - (offset % blockBytes);
    this.#punchable = punchHole(this.#fd, this.#punched, end - this.#punched);
    this.#punched = end;
    if (!this.#punchable) {
      this.#deps.logger.warn("the file system cannot give space back: the container's log grows until the task ends", {
        path: this.#deps.path,
      });
    }
  }

  /** True when conmon went on in a new file, as it does with the log option `max-size`. */
  #reopened(): boolean {
    const { path, position } = this.#deps;
    const current = statSync(path, { throwIfNoEntry: false });
    if (current === undefined || current.ino === fstatSync(this.#fd).ino) return false;
    closeSync(this.#fd);
    this.#fd = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW);
    this.#punched = 0;
    position.moveTo(0);
    return true;
  }

  #reportMalformed(lines: number): void {
    if (this.#malformedSeen) return;
    this.#malformedSeen = true;
    this.#deps.logger.warn("the container's log holds lines that conmon did not write; they go to stdout as they are", {
      path: this.#deps.path,
      lines,
    });
  }
}
