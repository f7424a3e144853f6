/** Docker's log drivers, as far as Podman has something like them. */
import { oneOf } from "../../config/checks/values.ts";

export const logType = oneOf(["json-file", "local", "journald", "none"]);

type LogType = "json-file" | "local" | "journald" | "none";

/** A `logging` block in the Podman driver's options. */
export interface OwnLogging {
  readonly logging: { readonly driver: string; readonly options?: Readonly<Record<string, string>> };
  /** Of what has no effect: one line, since Nomad keeps only the last ten events of a task. */
  readonly warnings: readonly string[];
}

const instead = {
  nomad: "Nomad writes and rotates the logs: set max_files and max_file_size in the task's logs block",
  journald: "journald has no option but tag",
  none: "there is no log",
};

/** @param type as far as it is set: json-file is Docker's default */
export function ownLogging(type: LogType | undefined, config: Readonly<Record<string, string>> = {}): OwnLogging {
  const driver = type === "journald" || type === "none" ? type : "nomad";
  const { tag, ...others } = config;
  const kept = driver === "journald" && tag !== undefined;
  const lost = kept ? Object.keys(others) : Object.keys(config);
  const names = lost.map((name) => `logging.config.${name}`).join(", ");
  const verb = lost.length === 1 ? "has" : "have";
  return {
    logging: { driver, ...(kept && { options: { tag } }) },
    warnings: lost.length === 0 ? [] : [`${names} ${verb} no effect: ${instead[driver]}`],
  };
}
