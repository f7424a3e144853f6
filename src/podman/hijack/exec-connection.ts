import type { LogChunk } from "../../core/output.ts";

/** A hijacked connection to an exec'd process. */
export interface ExecConnection {
  /** stdout and stderr as they come; a tty has all on stdout. Not reading is back-pressure. Ends with the process. */
  readonly output: AsyncIterable<LogChunk>;
  /** Resolves when the socket has taken the bytes: back-pressure. */
  write(chunk: Uint8Array): Promise<void>;
  /** Half-closes stdin: the process reads end of file. */
  endInput(): void;
  /** Drops the connection. */
  close(): void;
}
