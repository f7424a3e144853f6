import { withoutCredentials } from "../../core/credentials.ts";
import { DriverError } from "../../core/errors.ts";

/** Something that is wrong with the configuration. */
export interface Problem {
  /** Path of the option, such as `auth.tls_verify` or `mount[1].target`; empty for the whole. */
  readonly option: string;
  /** For the operator, in one line: names the option, the value and what is allowed. */
  readonly message: string;
  /** The value holds an interpolation (`${…}`) that only the node can resolve: what is wrong with it may come right there. */
  readonly interpolated: boolean;
}

const longestShown = 200;
/** How many problems are told of at once. */
const mostProblems = 20;

/** The line for an option with a value that is not allowed; `undefined` stands for a value that is not to be shown. */
export function problem(path: string, value: unknown, allowed: string, example?: string): Problem {
  const option = cut(path);
  const given = value === undefined ? "" : ` = ${shown(value)}`;
  const hint = example === undefined ? "" : ` (example: ${oneLine(example)})`;
  return { option, message: `${option}${given}: ${allowed}${hint}`, interpolated: isInterpolated(value) };
}

/** All problems in one error of one line, or nothing. */
export function throwProblems(where: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  const messages = problems.slice(0, mostProblems).map(({ message }) => message);
  const more = problems.length - messages.length;
  if (more > 0) messages.push(`and ${more} more`);
  throw new DriverError("invalidConfig", `${where}: ${messages.join("; ")}`);
}

/** True for a value with an interpolation of HCL somewhere in it. */
export function isInterpolated(value: unknown): boolean {
  return /[$%]\{/.test(literal(value));
}

/** A value as HCL writes it, without credentials of URLs, cut when it is long. */
export function shown(value: unknown): string {
  return cut(literal(value, withoutCredentials));
}

/** The beginning of a text that is longer than a message can show. */
export function cut(text: string, longest: number = longestShown): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function literal(value: unknown, show: (text: string) => string = (text) => text): string {
  const text = JSON.stringify(value, (_, member: unknown) =>
    typeof member === "bigint" ? String(member) : typeof member === "string" ? show(member) : member,
  );
  return text ?? String(value);
}

function oneLine(example: string): string {
  return example
    .split("\n")
    .map((line) => line.trim())
    .join(" ");
}
