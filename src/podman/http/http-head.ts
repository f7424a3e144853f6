/** The longest head of a response that is read, in bytes. */
export const longestHead = 16 * 1024;

const emptyLine = "\r\n\r\n";

/** The head of an HTTP response, as far as a connection that is taken over needs it. */
export interface HttpHead {
  readonly status: number;
  /** Undefined when the head does not say. */
  readonly contentLength: number | undefined;
  readonly chunked: boolean;
  /** What came with the head, after it. */
  readonly rest: Uint8Array;
}

/**
 * The head at the beginning of `bytes`: undefined while it is incomplete, `broken` when it can be none or is too long.
 */
export function parseHttpHead(bytes: Buffer): HttpHead | "broken" | undefined {
  const end = bytes.indexOf(emptyLine);
  const text = bytes.toString("latin1", 0, end < 0 ? Math.min(bytes.length, longestHead) : end);
  if (!"HTTP/1.".startsWith(text.slice(0, 7)) || end > longestHead) return "broken";
  if (end < 0) return bytes.length > longestHead ? "broken" : undefined;
  const [statusLine = "", ...fields] = text.split("\r\n");
  const status = /^HTTP\/1\.[01] (\d{3})(?: |$)/.exec(statusLine)?.[1];
  if (status === undefined) return "broken";
  const field = (name: string) => {
    const line = fields.find((each) => each.toLowerCase().startsWith(`${name}:`));
    return line?.slice(name.length + 1).trim();
  };
  const length = field("content-length");
  return {
    status: Number(status),
    contentLength: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
    chunked: /\bchunked\b/i.test(field("transfer-encoding") ?? ""),
    rest: bytes.subarray(end + emptyLine.length),
  };
}
