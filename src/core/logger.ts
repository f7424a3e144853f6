/** Logging as a dependency: hclog's levels and key-value pairs (plugin/hclog.ts writes them for Nomad). */
export type LogLevel = "trace" | "debug" | "info" | "warn" | "error";

export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Logger {
  trace(message: string, fields?: LogFields): void;
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger whose module name is `<this>.<name>`. */
  named(name: string): Logger;
}
