import { DriverError } from "../core/errors.ts";

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

/** The line for an option with a value that is not allowed; `undefined` stands for a value that is not to be shown. */
export function problem(option: string, value: unknown, allowed: string, example?: string): Problem {
  const given = value === undefined ? "" : ` = ${shown(value)}`;
  const hint = example === undefined ? "" : ` (example: ${oneLine(example)})`;
  return { option, message: `${option}${given}: ${allowed}${hint}`, interpolated: isInterpolated(value) };
}

/** All problems in one error of one line, or nothing. */
export function throwProblems(where: string, problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new DriverError("invalidConfig", `${where}: ${problems.map(({ message }) => message).join("; ")}`);
}

/** True for a value with an interpolation of HCL somewhere in it. */
export function isInterpolated(value: unknown): boolean {
  return /[$%]\{/.test(literal(value));
}

/** A value as HCL writes it, without credentials of URLs, cut when it is long. */
export function shown(value: unknown): string {
  const text = literal(value).replace(/\/\/[^/@\s"]*@/g, "//…@");
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
}

function literal(value: unknown): string {
  const text = JSON.stringify(value, (_, member) => (typeof member === "bigint" ? String(member) : member));
  return text ?? String(value);
}

function oneLine(example: string): string {
  return example.replace(/\s*\n\s*/g, " ");
}
