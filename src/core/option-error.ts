/**
 * The one grammar of a message about an option: `option = value: what is wrong: what is allowed or what to do`. The value
 * is shown as the user wrote it, cut, without credentials.
 */
import { shownReference, withoutCredentials } from "./credentials.ts";
import { DriverError, type DriverErrorOptions } from "./errors.ts";
import { printable } from "./printable.ts";

const longestShown = 200;
/** A reason may quote Podman, which is cut before, or a part of the value. */
const longestReason = 4_000;

/** The line about an option; an `undefined` value is left out (`image: must be set`). */
export function optionMessage(option: string, value: unknown, reason: string): string {
  const given = value === undefined ? "" : ` = ${shown(value, option === "image" ? shownReference : withoutCredentials)}`;
  return `${cut(printable(option))}${given}: ${cut(printable(reason), longestReason)}`;
}

/** A text as one line of bounded length: it may hold what a job or a person has written. */
export function boundedLine(text: string): string {
  return cut(printable(text), longestReason);
}

/** The error for an option whose value is not allowed or cannot be carried out; the reason says what is. */
export function invalidOption(option: string, value: unknown, reason: string, options?: DriverErrorOptions): DriverError {
  return new DriverError("invalidConfig", optionMessage(option, value, reason), options);
}

/** The error for an option that the plugin configuration forbids; the reason names the plugin option that does. */
export function notAllowedOption(option: string, value: unknown, reason: string): DriverError {
  return new DriverError("notAllowed", optionMessage(option, value, `not allowed on this node: ${reason}`));
}

/** A value as HCL writes it, with its secrets hidden, cut when it is long. */
export function shown(value: unknown, hide: (text: string) => string = withoutCredentials): string {
  return cut(printable(literal(value, hide)));
}

/** A value as HCL writes it, with all that it holds: to be searched, never to be shown. */
export function literal(value: unknown, show: (text: string) => string = (text) => text): string {
  const text = JSON.stringify(value, (_, member: unknown) =>
    typeof member === "bigint" ? String(member) : typeof member === "string" ? show(member) : member,
  );
  return text ?? String(value);
}

/** The beginning of a text that is longer than a message can show. */
export function cut(text: string, longest: number = longestShown): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
