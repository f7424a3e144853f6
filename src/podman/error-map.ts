import { DriverError, messageOf } from "../core/errors.ts";

/** The longest text of Podman's that goes into a message. */
const longestText = 2_000;

/** What Podman says with a status of 400 and more: `{cause, message, response}`. */
export function podmanText(body: string): string {
  try {
    const { message, cause }: { message?: unknown; cause?: unknown } = JSON.parse(body) ?? {};
    if (typeof message === "string" && message !== "") return oneLine(message);
    if (typeof cause === "string" && cause !== "") return oneLine(cause);
  } catch {
    // Not JSON: a proxy's page or a plain text; shown as it is.
  }
  return oneLine(body);
}

/**
 * The error for a reply with an error status. Podman 4.3.1 answers 500 for much that later versions answer 404 or 409
 * for, so the text decides as well (podman-api.md, sections 5 and 6).
 */
export function statusError(what: string, status: number, body: string): DriverError {
  const text = podmanText(body);
  const message = `Podman: ${what}: ${text === "" ? `status ${status}` : text}`;
  if (status === 404 || /\bno such (container|image|exec session|network|pod)\b|image not known/i.test(text)) {
    return new DriverError("notFound", message);
  }
  if (status === 409 || /name is already in use|can only kill running|is not running|container state improper/i.test(text)) {
    return new DriverError("conflict", message);
  }
  return new DriverError("podmanFailed", message);
}

/** The error for a request that got no reply at all. */
export function connectionError(socket: string, what: string, error: unknown): DriverError {
  const code = codeOf(error);
  if (code === "ENOENT" || code === "FailedToOpenSocket") {
    return unreachable(socket, `there is no Podman socket at ${socket}: start podman.socket or set socket_path`, error);
  }
  if (code === "ECONNREFUSED" || code === "ConnectionRefused") {
    return unreachable(socket, `nobody answers on Podman's socket ${socket}: start podman.socket or podman.service`, error);
  }
  if (code === "EACCES" || code === "EPERM") {
    return unreachable(socket, `Podman's socket ${socket} may not be opened by this user: permission denied`, error);
  }
  return unreachable(socket, `Podman's connection on ${socket} broke off during "${what}": ${messageOf(error)}`, error);
}

/** The error for a reply that is not what Podman's API promises. */
export function badReply(what: string, reason: string, cause?: unknown): DriverError {
  return new DriverError("badReply", `Podman: ${what}: the answer makes no sense: ${reason}`, { cause });
}

function unreachable(_socket: string, message: string, cause: unknown): DriverError {
  return new DriverError("podmanUnreachable", message, { cause, recoverable: true });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function oneLine(text: string): string {
  return text
    .replace(/\s*\n\s*/g, " ")
    .trim()
    .slice(0, longestText);
}
