import * as v from "valibot";
import { isDriverError } from "../../core/errors.ts";
import { cut } from "../../core/option-error.ts";
import { badReply } from "./error-map.ts";

/** A check of Podman's JSON that returns the fields in use and drops all others. */
export type ReplySchema<T> = v.GenericSchema<unknown, T>;

/**
 * The fields in use of a reply.
 *
 * @throws DriverError `badReply` with the path of the first field that is missing or of another type.
 */
export function checkedReply<T>(schema: ReplySchema<T>, value: unknown, what: string): T {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw badReply(what, `${path === null ? "" : `${cut(path)}: `}${cut(issue.message)}`);
}

/** The largest response that is kept as a whole, in bytes: the list of thousands of containers stays far below. */
const largestResponse = 64 * 1024 * 1024;

/**
 * The whole body of a response as text.
 *
 * @throws DriverError `badReply` for more than 64 MiB or bytes that are not UTF-8; else what the stream threw.
 */
export async function bodyText(response: Response, what: string, limit: number = largestResponse): Promise<string> {
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

/** The response, or undefined when the thing asked for is not there. */
export async function found<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isDriverError(error, "notFound")) return undefined;
    throw error;
  }
}
