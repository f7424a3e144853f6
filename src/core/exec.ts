import type { ExitResult } from "./task-status.ts";

/** What ExecTask returns: the last 64 KiB of each stream, as Nomad's own drivers keep. */
export interface ExecOutcome {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly result: ExitResult;
}

/** A streaming exec from the caller's side. Chunks are only valid until the promise of the write is settled. */
export interface ExecStreams {
  /** The process's input; ends when the caller half-closes stdin. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Terminal sizes as they change. */
  readonly resizes: AsyncIterable<TerminalSize>;
  /** Resolves when the caller can take more: back-pressure. */
  writeStdout(chunk: Uint8Array): Promise<void>;
  writeStderr(chunk: Uint8Array): Promise<void>;
}

/** In characters. */
export interface TerminalSize {
  readonly height: number;
  readonly width: number;
}

export interface ExecRequest {
  readonly taskId: string;
  readonly command: readonly string[];
  readonly tty: boolean;
}
