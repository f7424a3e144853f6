/** Parts of the checks of Podman's responses. Go writes null for what is empty, and versions leave out what they lack. */
import * as v from "valibot";

/** An id: never empty. */
export const id = v.pipe(v.string(), v.nonEmpty("Invalid id: it is empty"));

/** Empty when absent. */
export const text = v.nullish(v.string(), "");

/** 0 when absent. */
export const number = v.nullish(v.number(), 0);

/** False when absent. */
export const flag = v.nullish(v.boolean(), false);

/** Empty when absent. */
export const texts = v.nullish(v.array(v.string()), []);

/** Empty when absent. */
export const map = v.nullish(v.record(v.string(), v.string()), {});

/** A time as Go writes it: RFC 3339 with nanoseconds, or seconds since the epoch. Undefined for Go's zero time. */
export const time = v.pipe(v.nullish(v.union([v.string(), v.number()]), ""), v.transform(date), v.optional(v.date()));

function date(value: string | number): Date | undefined {
  const found = new Date(typeof value === "number" ? value * 1000 : value);
  // Year 1 is Go's zero time; an empty text gives no date at all.
  return found.getTime() > 0 ? found : undefined;
}
