import { badReply } from "./error-map.ts";

/** The largest answer that is kept as a whole, in bytes: the list of thousands of containers stays far below. */
const largestAnswer = 64 * 1024 * 1024;

/**
 * The whole body of an answer as text.
 *
 * @throws DriverError `badReply` for more than 64 MiB or bytes that are not UTF-8; else what the stream threw.
 */
export async function bodyText(response: Response, what: string, limit: number = largestAnswer): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > limit) throw badReply(what, `it is longer than ${limit} bytes`);
    parts.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts, length));
  } catch (cause) {
    throw badReply(what, "it is not UTF-8", cause);
  }
}
