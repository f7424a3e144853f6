import { DriverError } from "../core/errors.ts";

/** The longest line that is put together, in bytes. */
const longestLine = 16 * 1024 * 1024;
const newline = 10;

/**
 * Decodes a stream of JSON values, one a line, as Podman's events, pulls and stats come. Empty lines are passed over.
 *
 * @throws DriverError `badReply` for a line that is no JSON or longer than 16 MiB.
 */
export async function* jsonLines<T>(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<T, void, undefined> {
  let pending: Uint8Array[] = [];
  let pendingLength = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, start)) {
      pending.push(chunk.subarray(start, end));
      const line = Buffer.concat(pending).toString("utf8").trim();
      pending = [];
      pendingLength = 0;
      start = end + 1;
      if (line !== "") yield parse<T>(line);
    }
    if (start < chunk.length) {
      pending.push(chunk.slice(start));
      pendingLength += chunk.length - start;
      if (pendingLength > longestLine)
        throw new DriverError("badReply", `a line of Podman's answer is longer than ${longestLine} bytes`);
    }
  }
  const rest = Buffer.concat(pending).toString("utf8").trim();
  if (rest !== "") yield parse<T>(rest);
}

function parse<T>(line: string): T {
  try {
    return JSON.parse(line) as T;
  } catch (error) {
    throw new DriverError("badReply", `a line of Podman's answer is no JSON: ${line.slice(0, 80)}`, { cause: error });
  }
}
