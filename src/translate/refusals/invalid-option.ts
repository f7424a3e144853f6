import { cut, shown } from "../../config/table/problem.ts";
import { DriverError } from "../../core/errors.ts";

/** A reason may bring Podman's words along, which are cut before, or a part of the value. */
const longestReason = 4_000;

/** The error for an option with a value that cannot be carried out: names the option and the value, and says what is allowed. */
export function invalidOption(option: string, value: unknown, allowed: string): DriverError {
  return new DriverError("invalidConfig", `${cut(option)} = ${shown(value)}: ${cut(allowed, longestReason)}`);
}

/** The error for an option that the plugin configuration forbids; `why` names the plugin option that does. */
export function notAllowedOption(option: string, value: unknown, why: string): DriverError {
  return new DriverError(
    "notAllowed",
    `${cut(option)} = ${shown(value)}: not allowed on this node: ${cut(why, longestReason)}`,
  );
}
