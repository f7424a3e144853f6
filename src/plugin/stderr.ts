import { write } from "node:fs";
import type { LineSink } from "./hclog.ts";

const stderr = 2;
/** Bytes of lines that may wait for a reader that is slow. */
const longestBacklog = 1024 * 1024;

/**
 * A sink on stderr that never holds up the process: writes run beside it, one at a time. When the reader is away the
 * backlog is bounded and lines beyond it are dropped and counted; when it is gone for good (Nomad was killed and the
 * plugin lives on) everything is dropped.
 */
export function stderrSink(descriptor: number = stderr): LineSink {
  let backlog: string[] = [];
  let waiting = 0;
  let dropped = 0;
  let writing = false;

  const flush = () => {
    if (writing || backlog.length === 0) return;
    if (dropped > 0) backlog.push(`${JSON.stringify({ "@level": "warn", "@message": "log lines were dropped", dropped })}\n`);
    const bytes = Buffer.from(backlog.join(""));
    backlog = [];
    waiting = 0;
    dropped = 0;
    writing = true;
    writeFrom(bytes, 0);
  };
  const writeFrom = (bytes: Buffer, offset: number) => {
    write(descriptor, bytes, offset, bytes.length - offset, null, (error, written) => {
      if (error === null && offset + written < bytes.length) return writeFrom(bytes, offset + written);
      writing = false;
      flush();
    });
  };
  return (line) => {
    if (waiting > longestBacklog) {
      dropped += 1;
      return;
    }
    waiting += line.length;
    backlog.push(line);
    flush();
  };
}
