import { DriverError } from "../core/errors.ts";

/** The longest line that is put together, in bytes. */
const longestLine = 16 * 1024 * 1024;
const newline = 10;

/**
 * Decodes a stream of JSON values, one a line, as Podman's events, pulls and stats come. Empty lines are passed over. What
 * is kept between two chunks is bounded by the longest line, 16 MiB when unset.
 *
 * @param what the call, for messages
 * @throws DriverError `badReply` for a line that is longer, not UTF-8 or not JSON.
 */
export async function* jsonLines(
  chunks: AsyncIterable<Uint8Array>,
  what: string,
  lineLimit: number = longestLine,
): AsyncGenerator<unknown, void, undefined> {
  let pending: Uint8Array[] = [];
  let pendingLength = 0;
  const add = (part: Uint8Array) => {
    pendingLength += part.length;
    if (pendingLength > lineLimit) {
      throw broken(what, `longer than ${lineLimit} bytes`);
    }
    pending.push(part);
  };
  const take = (): Uint8Array => {
    const line = pending.length === 1 ? pending[0] : Buffer.concat(pending);
    pending = [];
    pendingLength = 0;
    return line ?? new Uint8Array(0);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      add(chunk.subarray(start, end));
      start = end + 1;
      yield* values(take(), what);
    }
    // A copy: the source may use its buffer again.
    if (start < chunk.length) add(chunk.slice(start));
  }
  yield* values(take(), what);
}

function* values(line: Uint8Array, what: string): Generator<unknown, void, undefined> {
  let text = "";
  let value: unknown;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(line).trim();
    if (text === "") return;
    value = JSON.parse(text);
  } catch (cause) {
    throw broken(what, `no JSON: ${JSON.stringify(text.slice(0, 80))}`, cause);
  }
  yield value;
}

function broken(what: string, reason: string, cause?: unknown): DriverError {
  return new DriverError("badReply", `Podman: ${what}: unexpected response: a line is ${reason}`, { cause });
}
