import { write } from "node:fs";
import type { LogFields, Logger, LogLevel } from "../core/logger.ts";

/** Takes whole lines, each with its newline. Never blocks and never throws. */
export type LineSink = (line: string) => void;

/** Longest message and longest field, in UTF-16 units: go-plugin cuts lines at 64 KiB. */
const longestText = 8_000;

/** The logger that Nomad reads: hclog's JSON, one object a line. Nomad filters by its own log_level. */
export function hclogLogger(module: string, sink: LineSink, now: () => Date): Logger {
  const at = (level: LogLevel) => (message: string, fields?: LogFields) =>
    sink(hclogLine(level, module, message, fields ?? {}, now()));
  return {
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    named: (name) => hclogLogger(`${module}.${name}`, sink, now),
  };
}

/** One line. Fields that are undefined are left out, and none can take the place of hclog's own. */
export function hclogLine(level: LogLevel, module: string, message: string, fields: LogFields, time: Date): string {
  const line: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) line[name.replace(/^@+/, "")] = typeof value === "string" ? bounded(value) : value;
  }
  line["@level"] = level;
  line["@message"] = bounded(message);
  line["@module"] = module;
  // go-plugin's client takes exactly six digits; a line with others is logged as raw text.
  line["@timestamp"] = time.toISOString().replace("Z", "000Z");
  return `${JSON.stringify(line)}\n`;
}

function bounded(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

const stderr = 2;
/** Bytes of lines that may wait for a reader that is slow. */
const longestBacklog = 1024 * 1024;

/**
 * A sink on stderr that never blocks the process: writes are asynchronous, one at a time. When the reader is away the
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
