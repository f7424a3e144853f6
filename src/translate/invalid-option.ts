import { shown } from "../config/problem.ts";
import { DriverError } from "../core/errors.ts";

/** The error for an option with a value that cannot be carried out: names the option and the value, and says what is allowed. */
export function invalidOption(option: string, value: unknown, allowed: string): DriverError {
  return new DriverError("invalidConfig", `${option} = ${shown(value)}: ${allowed}`);
}

/** The error for an option that the plugin configuration forbids; `why` names the plugin option that does. */
export function notAllowedOption(option: string, value: unknown, why: string): DriverError {
  return new DriverError("notAllowed", `${option} = ${shown(value)}: not allowed on this node: ${why}`);
}
