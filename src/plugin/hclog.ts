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
