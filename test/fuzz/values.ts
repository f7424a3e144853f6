/** Values that are wrong in the ways that people, programs and attackers get them wrong. */
import fc from "fast-check";
import { words } from "./words.ts";

const word = fc.constantFrom(...words);

/** Long enough to be cut where it is shown, or rejected; rare, because they are slow. */
const long = fc
  .tuple(fc.constantFrom("a", "/", "..", "\n", "a:", "=,", "é", "${"), fc.constantFrom(201, 4_097, 131_072, 131_073))
  .map(([part, length]) => part.repeat(Math.ceil(length / part.length)).slice(0, length));

/** Any text. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 60, arbitrary: word },
  { weight: 25, arbitrary: fc.array(word, { minLength: 2, maxLength: 5 }).map((parts) => parts.join("")) },
  { weight: 15, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
  { weight: 15, arbitrary: fc.string({ maxLength: 20 }) },
  { weight: 1, arbitrary: long },
);

/** Any number, also those that no field holds. */
export const number: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -0, -1, 1, 1.5, 255, 256, 65_535, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, 2 ** 64, -(2 ** 63)),
  fc.constantFrom(Number.MAX_VALUE, Number.MIN_VALUE, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.double(),
  fc.integer(),
);

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 3, arbitrary: number },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 8 }) },
);

/** Anything that a decoder gives. */
export const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 2, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  { weight: 2, arbitrary: fc.dictionary(text, scalar, { maxKeys: 4 }) },
  { weight: 1, arbitrary: fc.array(fc.dictionary(text, scalar, { maxKeys: 2 }), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.array(scalar, { maxLength: 2 }), { maxLength: 2 }) },
);

/** What can be written as JSON. */
export const json: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: number.map((value) => (Number.isFinite(value) ? value : 0)) },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, [], {}) },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(text, text, { maxKeys: 3 }) },
);

/** A place in some bytes, and what is done there. */
interface Damage {
  readonly kind: "set" | "insert" | "remove" | "cut" | "repeat";
  readonly at: number;
  readonly bytes: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  kind: fc.constantFrom("set", "insert", "remove", "cut", "repeat"),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 9 }),
    fc
      .constantFrom([0], [0x7f], [0xff], [0xff, 0xff, 0xff, 0xff], [0x80, 0x80, 0x80, 0x80], [0x0a], [0x00, 0x00, 0x00, 0x01])
      .map((bytes) => Uint8Array.from(bytes)),
  ),
});

/** Bytes that were whole, with up to three damages; sometimes just any bytes. */
export function damaged(whole: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.tuple(whole, fc.array(damage, { maxLength: 3 })).map(([bytes, all]) => all.reduce(damageBytes, bytes)),
    },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  );
}

function damageBytes(whole: Uint8Array, { kind, at, bytes }: Damage): Uint8Array {
  const place = Math.floor(at * whole.length);
  const [before, behind] = [whole.subarray(0, place), whole.subarray(place)];
  switch (kind) {
    case "set":
      return Buffer.concat([before, bytes, behind.subarray(bytes.length)]);
    case "insert":
      return Buffer.concat([before, bytes, behind]);
    case "remove":
      return Buffer.concat([before, behind.subarray(bytes.length)]);
    case "cut":
      return before;
    case "repeat":
      return Buffer.concat([before, ...Array.from({ length: 20 }, () => bytes), behind]);
  }
}

/** Text that was whole, damaged as bytes. */
export function damagedText(whole: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return damaged(whole.map((each) => Buffer.from(each))).map((bytes) => Buffer.from(bytes).toString());
}

/** A JSON document of which some members, at any depth, are gone, or are something else. */
export function mutated(document: unknown): fc.Arbitrary<unknown> {
  return fc
    .array(fc.tuple(fc.nat(), fc.oneof({ weight: 4, arbitrary: json }, { weight: 1, arbitrary: fc.constant(undefined) })), {
      minLength: 1,
      maxLength: 3,
    })
    .map((changes) => changes.reduce((value, [pick, by]) => withChange(value, pick, by), document));
}

function withChange(document: unknown, pick: number, by: unknown): unknown {
  const copy = structuredClone(document);
  const places: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    for (const name of Object.keys(value)) {
      const parent = value as Record<string, unknown>;
      places.push([parent, name]);
      visit(parent[name]);
    }
  };
  visit(copy);
  const place = places[pick % Math.max(1, places.length)];
  if (place === undefined) return by;
  const [parent, name] = place;
  if (by === undefined && Array.isArray(parent)) parent.splice(Number(name), 1);
  else if (by === undefined) delete parent[name];
  else parent[name] = by;
  return copy;
}
