/**
 * The one error class of the driver, with a closed list of codes. Foreign errors (Podman replies, sockets, file system,
 * gRPC) are mapped to it once, where they enter, and kept as `cause`.
 */

import { type ErrorCode, errorCodes } from "./error-codes.ts";
import { printable } from "./printable.ts";

/** The longest message that is kept, in UTF-16 units: what it quotes may be a whole file. */
const longestMessage = 16_000;

/** Further facts of a {@link DriverError}. */
export interface DriverErrorOptions {
  /** The foreign error that this one stands for. */
  readonly cause?: unknown;
  /** True when another try may succeed (registry away, Podman restarting): Nomad then restarts by its restart policy. */
  readonly recoverable?: boolean;
}

/** An error that an operator can act on: one line that says what was wrong, with which value, and what to do. */
export class DriverError extends Error {
  override readonly name = "DriverError";
  readonly code: ErrorCode;
  readonly recoverable: boolean;

  constructor(code: ErrorCode, message: string, options: DriverErrorOptions = {}) {
    super(printable(message.slice(0, longestMessage)), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.recoverable = options.recoverable ?? false;
  }
}

/** True for a {@link DriverError}, of the given code if one is named. */
export function isDriverError(error: unknown, code?: ErrorCode): error is DriverError {
  return error instanceof DriverError && (code === undefined || error.code === code);
}

/** The error for a task id that is not known; its text is what Nomad's client compares with (drivers.ErrTaskNotFound). */
export function taskNotFound(): DriverError {
  return new DriverError("taskNotFound", errorCodes.taskNotFound.texts[0]);
}

/** The `code` of an error of the system (`ENOENT`, `ECONNREFUSED`); empty when it has none. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** The `code` of the error that everything began with. */
export function rootCode(error: unknown): string {
  return error instanceof Error && error.cause !== undefined ? rootCode(error.cause) : errorCode(error);
}

/** The text of anything that was thrown, in one line of at most 16,000 UTF-16 units. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.message}` : textOf(error);
  return printable(text.slice(0, longestMessage)).trim();
}

/** Anything may be thrown, also what cannot be written as text. */
function textOf(thing: unknown): string {
  try {
    return String(thing);
  } catch {
    return `a thrown ${typeof thing}`;
  }
}
