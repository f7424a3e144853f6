import { DriverError } from "../../core/errors.ts";
import { cut, literal, optionMessage } from "../../core/option-error.ts";

/** Something that is wrong with the configuration. */
export interface Problem {
  /** Path of the option, such as `auth.tls_verify` or `mount[1].target`; empty for the whole. */
  readonly option: string;
  /** For the operator, in one line: names the option, the value and what is allowed. */
  readonly message: string;
  /** The value holds an interpolation (`${…}`) that only the node can resolve: it may be valid there. */
  readonly interpolated: boolean;
}

/** How many problems one error lists. */
const mostProblems = 20;

/** An option with a value that is not allowed; `undefined` stands for a value that is not to be shown. */
export function problem(option: string, value: unknown, reason: string, example?: string): Problem {
  const hint = example === undefined ? "" : ` (example: ${oneLine(example)})`;
  const message = optionMessage(option, value, `${reason}${hint}`);
  return { option: cut(option), message, interpolated: isInterpolated(value) };
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

function oneLine(example: string): string {
  return example
    .split("\n")
    .map((line) => line.trim())
    .join(" ");
}
