import { DriverError, type ErrorCode } from "../core/errors.ts";
import { oneLine } from "./error-map.ts";

/** How a registry's failure is known by Podman's text (containers/image), and whether another try can help. */
const kinds: readonly { readonly pattern: RegExp; readonly code: ErrorCode; readonly recoverable: boolean }[] = [
  {
    pattern: /unauthorized|authentication required|invalid username\/password|denied: |\b401\b|\b403\b/i,
    code: "unauthorized",
    recoverable: false,
  },
  {
    pattern:
      /connection refused|connection reset|i\/o timeout|timeout awaiting|TLS handshake timeout|no route to host|network is unreachable|no such host|server misbehaving|unexpected EOF|\bEOF$|context deadline exceeded|toomanyrequests|too many requests|received unexpected HTTP status: 5\d\d|\b(?:429|500|502|503|504)\b/i,
    code: "imageFailed",
    recoverable: true,
  },
];

/**
 * The error for what Podman says at the end of a pull: `unauthorized`, else `imageFailed`, recoverable when the registry
 * could not be reached or was overloaded. Its message is Podman's own text in one line.
 */
export function pullError(text: string): DriverError {
  const line = oneLine(text);
  const kind = kinds.find(({ pattern }) => pattern.test(line));
  return new DriverError(kind?.code ?? "imageFailed", line, { recoverable: kind?.recoverable ?? false });
}
