/** The part of ASN.1's distinguished encoding that a certificate is made of. Pure. */

/** Encoded ASN.1. */
export type Der = Uint8Array;

const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

export function sequence(...members: readonly Der[]): Der {
  return tagged(tags.sequence, ...members);
}

export function set(...members: readonly Der[]): Der {
  return tagged(tags.set, ...members);
}

export function boolean(value: boolean): Der {
  return tagged(tags.boolean, Uint8Array.of(value ? 0xff : 0));
}

/** A number that is not negative, most significant byte first. */
export function integer(bytes: Uint8Array): Der {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start === -1 ? Uint8Array.of(0) : bytes.subarray(start);
  const negative = ((digits[0] ?? 0) & 0x80) !== 0;
  return negative ? tagged(tags.integer, Uint8Array.of(0), digits) : tagged(tags.integer, digits);
}

/** @param unused bits at the end of the last byte that do not count */
export function bitString(bytes: Uint8Array, unused = 0): Der {
  return tagged(tags.bitString, Uint8Array.of(unused), bytes);
}

export function octetString(bytes: Uint8Array): Der {
  return tagged(tags.octetString, bytes);
}

export function utf8String(text: string): Der {
  return tagged(tags.utf8String, Buffer.from(text));
}

/** To the second, in UTC. */
export function generalizedTime(date: Date): Der {
  const digits = date.toISOString().slice(0, 19).replace(/\D/g, "");
  return tagged(tags.generalizedTime, Buffer.from(`${digits}Z`));
}

/** @param text dotted numbers, such as `2.5.4.3` */
export function objectIdentifier(text: string): Der {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  return tagged(tags.objectIdentifier, Uint8Array.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Explicit: `[number] { … }`. */
export function contextConstructed(number: number, ...members: readonly Der[]): Der {
  return tagged(0xa0 | number, ...members);
}

/** Implicit, of a primitive type: `[number]` instead of the type's own tag. */
export function contextPrimitive(number: number, bytes: Uint8Array): Der {
  return tagged(0x80 | number, bytes);
}

function tagged(tag: number, ...contents: readonly Uint8Array[]): Der {
  const body = Buffer.concat(contents);
  return Buffer.concat([Uint8Array.from([tag, ...lengthOf(body.length)]), body]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return [0x80 | bytes.length, ...bytes];
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}
