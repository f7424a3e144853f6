/** Checks that many options share. The message of each says what is allowed: see {@link Check} of option.ts. */
import * as v from "valibot";
import { parseByteSize } from "../../core/byte-size.ts";
import { parseDuration } from "../../core/duration.ts";
import { didYouMean } from "../table/similar.ts";

/** Any text that is not empty. */
export const text = v.pipe(v.string("must be a string"), v.nonEmpty("must not be empty"));

export const flag = v.boolean("must be true or false");

/** A whole number within bounds, both included. */
export function whole(minimum: number, maximum: number, allowed = `must be a whole number from ${minimum} to ${maximum}`) {
  return v.pipe(v.number(allowed), v.safeInteger(allowed), v.minValue(minimum, allowed), v.maxValue(maximum, allowed));
}

/** A list of texts that are not empty. */
export const texts = v.pipe(v.array(text, "must be a list of strings"), v.readonly());

/** A list whose every text passes the check. */
export function listOf<const TOutput>(item: v.GenericSchema<unknown, TOutput>) {
  return v.pipe(v.array(item, "must be a list of strings"), v.readonly());
}

const wordsAllowed = "must be a string or a list of strings";

/** A number among words stands for its digits, as it does in a `list(string)`. */
const word = v.pipe(v.union([v.string(), v.number(), v.boolean()], wordsAllowed), v.transform(String));

/** A string or a list of strings; becomes a list. */
export const textOrTexts = v.pipe(
  v.union([word, v.array(word)], wordsAllowed),
  v.transform((value): readonly string[] => (typeof value === "string" ? [value] : value)),
);

/** One of a closed list of words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return v.picklist(words, `must be one of ${words.map((word) => `"${word}"`).join(", ")}`);
}

/** How a task joins a kernel namespace: one of the words, or one that exists. */
export function namespaceMode(...words: readonly string[]) {
  const quoted = [...words, "container:ID", "ns:PATH"].map((word) => `"${word}"`).join(", ");
  const allowed = `must be ${quoted} or "task:NAME"`;
  return v.pipe(
    v.string(allowed),
    v.check((value) => words.includes(value) || /^(container|ns|task):.+$/.test(value), allowed),
  );
}

/** Text of a form. */
export function matching(form: RegExp, allowed: string) {
  return v.pipe(v.string(allowed), v.regex(form, allowed));
}

const durationAllowed = 'must be a duration: a number with a unit (ns, us, ms, s, m, h), such as "30s" or "1h30m"';

/** A duration from `minimum` milliseconds on; becomes milliseconds. */
export function duration(minimum = 0) {
  const allowed = minimum < 1000 ? durationAllowed : durationAllowed.replace(":", ` of at least ${minimum / 1000}s:`);
  return v.pipe(v.string(allowed), parsed(parseDuration, allowed), v.minValue(minimum, allowed));
}

const sizeAllowed = 'must be a size: a number of bytes, or one with a unit (b, k, m, g), such as "32m" or "32 MB"';

/** A size; becomes bytes. */
export const byteSize = v.pipe(v.string(sizeAllowed), parsed(parseByteSize, sizeAllowed));

const limitAllowed = `${sizeAllowed}, or "-1" for unlimited`;

/** A size, or -1 for unlimited; becomes bytes. */
export const byteSizeOrUnlimited = v.pipe(
  v.string(limitAllowed),
  parsed((value) => (value.trim() === "-1" ? -1 : parseByteSize(value)), limitAllowed),
);

const mapAllowed = "must be a map";

/** Names with texts, from `list(map(string))` merged left to right. */
export const textMap = mapOf(v.string("must be a string"));

/** Names with whole numbers within bounds. */
export function wholeMap(minimum: number, maximum: number) {
  return mapOf(whole(minimum, maximum));
}

/**
 * Names with values that pass the check. Not valibot's record: that drops names such as `constructor` without a word,
 * which may well be labels.
 */
export function mapOf<const Value>(item: v.GenericSchema<unknown, Value>) {
  return v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isRecord, mapAllowed),
    v.rawTransform(({ dataset, addIssue, NEVER }): Readonly<Record<string, Value>> => {
      const input = dataset.value;
      const checked: [string, Value][] = [];
      for (const [key, value] of Object.entries(input)) {
        const result = v.safeParse(item, value);
        const message = key === "" ? "must have names that are not empty" : result.issues?.[0].message;
        if (message === undefined && result.success) checked.push([key, result.output]);
        else addIssue({ message: message ?? mapAllowed, path: [{ type: "object", origin: "value", input, key, value }] });
      }
      return checked.length === Object.keys(input).length ? Object.fromEntries(checked) : NEVER;
    }),
  );
}

/** True for an object with names and values, as decoders make it. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function parsed(parse: (value: string) => number, allowed: string): v.RawTransformAction<string, number> {
  return v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return parse(dataset.value);
    } catch {
      addIssue({ message: allowed });
      return NEVER;
    }
  });
}

/** Every capability of the kernel, 0 to 40 (linux/capability.h up to Linux 6.12), without CAP_. */
const capabilityNames: ReadonlySet<string> = new Set(
  [
    "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE",
    "NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN",
    "SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE",
    "MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE",
  ].flatMap((line) => line.split(" ")),
);

const capabilityAllowed = 'must be a Linux capability, such as "NET_ADMIN" or "CAP_SYS_TIME", or "ALL"';

/** A capability in any case, with or without CAP_, or ALL. */
export const capability = v.pipe(
  v.string(capabilityAllowed),
  v.check(
    (value) => /^all$/i.test(value) || capabilityNames.has(value.toUpperCase().replace(/^CAP_/, "")),
    ({ input }) => {
      const near = didYouMean(input.replace(/^CAP_/i, ""), [...capabilityNames]);
      return near === "" ? capabilityAllowed : `${capabilityAllowed}; ${near}`;
    },
  ),
);
