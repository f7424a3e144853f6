import { DriverError } from "../core/errors.ts";

/** The error for an option with a value that cannot be carried out: names the option and the value, and says what is allowed. */
export function invalidOption(option: string, value: unknown, allowed: string): DriverError {
  return new DriverError("invalidConfig", `${option} = ${show(value)} cannot be used: ${allowed}`);
}

const longestShown = 200;

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

/** The error for an option that the plugin configuration forbids; `why` names the plugin option that does. */
export function notAllowedOption(option: string, value: unknown, why: string): DriverError {
  return new DriverError("notAllowed", `${option} = ${show(value)} is not allowed: ${why}`);
}
