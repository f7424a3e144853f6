/**
 * The one error class of the driver, with a closed list of codes. Foreign errors (Podman replies, sockets, file system,
 * gRPC) are mapped to it once, where they enter, and kept as `cause`.
 */

/** What went wrong, for code that has to decide; the message is for the operator. */
export const errorCodes = {
  /** An option of job or agent has a value that is not allowed. */
  invalidConfig: "a value in the configuration is not allowed",
  /** A call of the protocol was malformed or came at the wrong time. */
  invalidRequest: "the request cannot be carried out as it stands",
  /** No task of that id is known: Nomad compares the text, so it is fixed by the protocol. */
  taskNotFound: "task not found for given id",
  /** A task of that id is known already. */
  taskExists: "a task of that id is running already",
  /** The plugin configuration forbids what the job asks for. */
  notAllowed: "the plugin configuration does not allow it",
  /** Podman's socket cannot be reached. */
  podmanUnreachable: "Podman cannot be reached",
  /** Podman took longer than the bound for the call. */
  timeout: "the call took too long",
  /** Podman answered with an error. */
  podmanFailed: "Podman refused the request",
  /** The thing named in the call does not exist in Podman. */
  notFound: "not found",
  /** Podman's state forbids the call (name in use, container not running). */
  conflict: "conflict",
  /** Podman's answer is not what its API promises. */
  badReply: "Podman's answer makes no sense",
  /** An image could not be had. */
  imageFailed: "the image cannot be had",
  /** The registry refused the credentials. */
  unauthorized: "the registry refused the credentials",
  /** A file, FIFO or directory of the task cannot be used. */
  taskFiles: "a file of the task cannot be used",
  /** The caller gave up. */
  cancelled: "cancelled",
  /** A fault of this program. */
  internal: "internal error",
} as const;

/** One of the closed list of codes. */
export type ErrorCode = keyof typeof errorCodes;

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
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
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
  return new DriverError("taskNotFound", errorCodes.taskNotFound);
}

/** The longest message that is kept, in UTF-16 units: a foreign error may bring a whole file along. */
const longestMessage = 16_000;

/** The text of anything that was thrown, in one line of at most 16,000 UTF-16 units. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? `${error.message}` : textOf(error);
  const lines = text.slice(0, longestMessage).split("\n");
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ");
}

/** Anything may be thrown, also what cannot be written as text. */
function textOf(thing: unknown): string {
  try {
    return String(thing);
  } catch {
    return `a thrown ${typeof thing}`;
  }
}
