/** The two places that a task's output goes to, as file descriptors, with the keeper that holds them. */
import { closeSync, fstatSync, writeSync } from "node:fs";
import { errorCode } from "../../core/errors.ts";
import type { OutputStream } from "../../core/output.ts";
import { pipeCapacity, unreadBytes } from "../../platform/libc.ts";
import { isWanted } from "../../translate/spec/logging.ts";
import { endOldKeeper, type FifoKeeper, type FileIdentity, keeperHolds, startKeeper } from "./fifo-keeper.ts";
import { openOutput } from "./open-output.ts";
import type { LogStateFile } from "./position-file.ts";

/** A pipe holds pages; two that follow each other in it hold more than one page's bytes. */
const pageBytes = 4096;
/** Pages that may hold very little: the one that is being read, the one that was written last, and one for rounding. */
const sparsePages = 3;

/** Milliseconds between attempts to write to a reader that lags. */
const pause = {
  /** While it takes much at a time. */
  shortest: 1,
  /** While it takes a little now and then. */
  little: 8,
  /** While it takes nothing, as when logmon is gone. */
  longest: 500,
} as const;
/** A reader that took this much since the last pause keeps up: less than the smallest pipe holds. */
const worthwhileBytes = 16 * 1024;

export interface OutputPaths {
  /** Empty or /dev/null when the stream is not wanted. */
  readonly stdoutPath: string;
  readonly stderrPath: string;
  readonly allocDir: string;
}

export class LogOutputs {
  readonly #fds: Partial<Record<OutputStream, number>>;
  readonly #capacities = new Map<number, number>();
  #written = 0;
  #writtenAtPause = 0;
  #pause: number = pause.shortest;
  #keeper: FifoKeeper | undefined;

  private constructor(fds: Partial<Record<OutputStream, number>>) {
    this.#fds = fds;
  }

  /** @throws DriverError `invalidRequest` when a path cannot be opened; nothing stays open then. */
  static open(paths: OutputPaths): LogOutputs {
    const fds: Partial<Record<OutputStream, number>> = {};
    const outputs = new LogOutputs(fds);
    try {
      if (isWanted(paths.stdoutPath)) fds.stdout = openOutput(paths.stdoutPath, paths.allocDir);
      if (isWanted(paths.stderrPath)) {
        const shared = paths.stderrPath === paths.stdoutPath;
        fds.stderr = shared && fds.stdout !== undefined ? fds.stdout : openOutput(paths.stderrPath, paths.allocDir);
      }
      for (const fd of outputs.#fifos()) outputs.#capacities.set(fd, pipeCapacity(fd));
      return outputs;
    } catch (error) {
      outputs.#closeFds();
      throw error;
    }
  }

  /** Whether anything of the task's output is wanted at all. */
  get wanted(): boolean {
    return this.#distinct().length > 0;
  }

  /** The most that {@link room} can be, which it is when the reader has taken everything. */
  capacity(stream: OutputStream): number {
    const fd = this.#fds[stream];
    return (fd === undefined ? 0 : this.#capacities.get(fd)) || Number.POSITIVE_INFINITY;
  }

  /** Bytes that {@link write} takes at once and as a whole. A regular file takes any number. */
  room(stream: OutputStream): number {
    const capacity = this.capacity(stream);
    const unread = capacity === Number.POSITIVE_INFINITY ? 0 : unreadBytes(this.#fds[stream] ?? -1);
    if (unread === 0) return capacity;
    const usedPages = Math.ceil(unread / (pageBytes / 2)) + sparsePages;
    return Math.max(0, capacity - usedPages * pageBytes);
  }

  /** Bytes taken, less than offered when the reader lags: 0 when it takes nothing now. A stream not wanted takes all. */
  write(stream: OutputStream, chunk: Uint8Array): number {
    const fd = this.#fds[stream];
    if (fd === undefined) return chunk.length;
    try {
      const taken = writeSync(fd, chunk);
      this.#written += taken;
      return taken;
    } catch (error) {
      if (errorCode(error) === "EAGAIN") return 0;
      throw error;
    }
  }

  /** Milliseconds to wait before the next attempt, after a {@link write} that took nothing. */
  nextPause(): number {
    const taken = this.#written - this.#writtenAtPause;
    this.#writtenAtPause = this.#written;
    if (taken >= worthwhileBytes) this.#pause = pause.shortest;
    else if (taken > 0) this.#pause = Math.min(this.#pause, pause.little);
    else this.#pause = Math.min(pause.longest, this.#pause * 2);
    return this.#pause;
  }

  /** Whether the keeper of an earlier plugin runs. */
  isKept(record: Pick<LogStateFile, "keepers">): boolean {
    const fifos = this.#fifoFiles();
    return record.keepers.some((keeper) => keeperHolds(keeper, fifos));
  }

  /** Starts the keeper ahead of {@link keep}. Until that it is noted nowhere, and ends with this process. */
  startKeeper(): void {
    const fifos = this.#fifos();
    if (fifos.length > 0) this.#keeper ??= startKeeper(fifos);
  }

  /**
   * Hands the FIFOs to a keeper too, notes who it is, and lets the one go that an earlier plugin left. Killed between any
   * two steps, there is always one that holds them, and none that is not noted.
   *
   * @param onLost called when that keeper was killed: there is none now
   */
  keep(record: Pick<LogStateFile, "keepers" | "setKeeper">, onLost: () => void): void {
    const fifos = this.#fifoFiles();
    const [first, second] = record.keepers;
    const secondHolds = keeperHolds(second, fifos);
    if (secondHolds) endOldKeeper(first, fifos);
    this.startKeeper();
    const keeper = this.#keeper;
    if (keeper === undefined) return;
    void keeper.lost.then(() => {
      this.#keeper = undefined;
      onLost();
    });
    record.setKeeper(secondHolds ? 0 : 1, keeper.identity);
    keeper.hold();
    endOldKeeper(secondHolds ? second : first, fifos);
  }

  /** Bytes that the readers of the FIFOs have not taken yet; what is in a regular file has arrived. */
  unread(): number {
    return this.#fifos().reduce((sum, fd) => sum + unreadBytes(fd), 0);
  }

  /** Bytes that have gone through so far, to compare with those of another time. */
  get taken(): number {
    return this.#written - this.unread();
  }

  /** Closes both for good, whoever keeps them included: Nomad reads end of file. */
  async close(record: Pick<LogStateFile, "keepers">): Promise<void> {
    const fifos = this.#fifoFiles();
    this.#closeFds();
    await this.#keeper?.release();
    for (const old of record.keepers) endOldKeeper(old, fifos);
  }

  /** Closes them as if nobody had opened them: for a task that did not start. */
  async drop(): Promise<void> {
    this.#closeFds();
    await this.#keeper?.release();
  }

  /** Closes our own ends; the keeper goes on holding the FIFOs for the next plugin. */
  leave(): void {
    this.#closeFds();
  }

  #closeFds(): void {
    for (const fd of this.#distinct()) closeSync(fd);
    delete this.#fds.stdout;
    delete this.#fds.stderr;
  }

  #fifos(): number[] {
    return this.#distinct().filter((fd) => fstatSync(fd).isFIFO());
  }

  #fifoFiles(): FileIdentity[] {
    return this.#fifos().map((fd) => fstatSync(fd));
  }

  #distinct(): number[] {
    return [...new Set(Object.values(this.#fds))];
  }
}
