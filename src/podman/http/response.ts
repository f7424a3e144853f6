import * as v from "valibot";
import { badReply } from "./error-map.ts";

/** A check of Podman's JSON that answers the fields in use and drops all others. */
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
  throw badReply(what, `${path === null ? "" : `${path}: `}${issue.message}`);
}
