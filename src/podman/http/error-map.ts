import type { ErrorCode } from "../../core/error-codes.ts";
import { DriverError, errorCode, messageOf } from "../../core/errors.ts";
import { filesUsedUp, noMoreFiles } from "../../platform/open-files.ts";

/** The longest text of Podman's that goes into a message, in characters. */
const longestText = 2_000;

/** Podman's response with a status of 400 or more. */
interface ErrorBody {
  /** The innermost error, mostly a fixed text: `no such container`. */
  readonly cause: string;
  readonly message: string;
}

/**
 * The error for a response with an error status. Podman 4.3.1 sends 500 for much that later versions send 404 or 409
 * for: a kill of what does not run (409 from 4.6.1), a create from an unknown image (404 from 4.8), a name in use
 * (docs/podman-quirks.md#create-errors).
 */
export function statusError(what: string, status: number, body: string): DriverError {
  const { cause, message } = errorBody(body);
  const text = shortIds(oneLine(message || cause || body));
  return new DriverError(codeOf(status, cause, text), `Podman: ${shortIds(what)}: ${text === "" ? `status ${status}` : text}`);
}

function codeOf(status: number, cause: string, text: string): ErrorCode {
  // Not "no such process": so Podman 4.3.1 responds to an inspect while the container's process ends (test/driver/lifecycle.podman.test.ts).
  if (status === 404 || /^(no such (?!process)\w+|image not known|network not found)/.test(cause)) return "notFound";
  if (status === 409 || cause === "container state improper" || /\bname is already in use\b/.test(text)) return "conflict";
  return "podmanFailed";
}

/** Ids of containers as Podman's own command line shows them; a digest stays whole. */
function shortIds(text: string): string {
  return text.replace(/(?<!sha256:|\w)([0-9a-f]{12})[0-9a-f]{52}(?!\w)/g, "$1");
}

function errorBody(body: string): ErrorBody {
  const field = (value: object, key: string): string => {
    const found: unknown = Reflect.get(value, key);
    return typeof found === "string" ? found : "";
  };
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null) return { cause: field(value, "cause"), message: field(value, "message") };
  } catch {
    // Not JSON: a proxy's page or a plain text; shown as it is.
  }
  return { cause: "", message: "" };
}

/** What Podman is reached by, for advice to the operator: codes of Bun's fetch and sockets. */
const advice: Readonly<Record<string, (socket: string) => string>> = {
  ENOENT: (socket) => `there is no Podman socket at ${socket}: start podman.socket or correct the socket path`,
  FailedToOpenSocket: (socket) =>
    `the Podman socket ${socket} cannot be opened: start podman.socket or correct the socket path`,
  ECONNREFUSED: (socket) => `Podman's socket ${socket} does not respond: start podman.socket or podman.service`,
  ConnectionRefused: (socket) => `Podman's socket ${socket} does not respond: start podman.socket or podman.service`,
  EACCES: (socket) => `Podman's socket ${socket} may not be opened by this user: permission denied`,
  EPERM: (socket) => `Podman's socket ${socket} may not be opened by this user: not permitted`,
};

/** So Bun calls a connection that was not made, also when this process may open no more files. */
const notMade = new Set(["ECONNREFUSED", "ConnectionRefused", "FailedToOpenSocket"]);

const cut = new Set(["ECONNRESET", "ConnectionClosed", "EPIPE"]);

/** The error for a request that got no reply, or not the whole of one. */
export function connectionError(socket: string, what: string, error: unknown): DriverError {
  if (error instanceof DriverError) return error;
  const code = errorCode(error);
  const known = advice[code];
  if (known === undefined && /malformed|invalid_?http|header|decompress|chunk/i.test(code)) {
    return badReply(what, `it is not HTTP (${code})`, error);
  }
  const limit = noMoreFiles(error) ?? (notMade.has(code) ? filesUsedUp() : undefined);
  if (limit !== undefined) {
    const text = `Podman cannot be reached on ${socket} for "${what}": ${limit}`;
    return new DriverError("podmanUnreachable", text, { cause: error, recoverable: true });
  }
  const reason = cut.has(code) ? "the Podman service ended or restarted" : messageOf(error);
  const text = known?.(socket) ?? `Podman's connection on ${socket} broke off during "${what}": ${reason}`;
  return new DriverError("podmanUnreachable", text, { cause: error, recoverable: true });
}

/** The error for a stream that the service ended although it was to go on. */
export function streamEnded(socket: string, what: string): DriverError {
  const text = `Podman on ${socket} ended the stream of "${what}": its service stopped or restarted`;
  return new DriverError("podmanUnreachable", text, { recoverable: true });
}

/** The error for a call whose time is over. */
export function timedOut(socket: string, what: string, milliseconds: number): DriverError {
  const text = `Podman did not respond to "${what}" within ${milliseconds / 1000} s on ${socket}: check the Podman service, or raise client_http_timeout`;
  return new DriverError("timeout", text, { recoverable: true });
}

/** The error for a call that its caller, or the end of the client, stopped. */
export function cancelled(what: string, cause: unknown): DriverError {
  return new DriverError("cancelled", `${what}: cancelled`, { cause });
}

/** The error for a reply that is not what Podman's API promises. */
export function badReply(what: string, reason: string, cause?: unknown): DriverError {
  return new DriverError("badReply", `Podman: ${what}: unexpected response: ${reason}`, { cause });
}

/** Podman's text as one line of bounded length. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longestText ? `${line.slice(0, longestText)}…` : line;
}
