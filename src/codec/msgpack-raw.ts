import { DriverError } from "../core/errors.ts";

/** What the Go driver's `driver_state` is made of. */
export type RawValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly RawValue[]
  | { readonly [key: string]: RawValue | undefined };

const utf8 = new TextEncoder();
const longest = 0xffff_ffff;

/**
 * Encodes the msgpack of Go's codec as Nomad's plugin library sets it up: strings and byte strings both in the old raw
 * family (no `str 8`, no `bin`), map keys in order, the shortest form of whole numbers. A library cannot do it: they write
 * the newer `str 8` and `bin`. A member that is undefined is left out. `decodeMsgpack()` undoes it; the format does not tell
 * texts from byte strings, so what is UTF-8 comes back as text.
 *
 * @throws DriverError `internal` for a value that the format cannot hold.
 */
export function encodeRawMsgpack(value: RawValue): Uint8Array {
  const writer = new Writer();
  write(writer, value);
  return writer.bytes();
}

class Writer {
  #buffer = new Uint8Array(1024);
  #length = 0;

  bytes(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  put(bytes: Uint8Array): void {
    this.#room(bytes.byteLength);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.byteLength;
  }

  /** A head byte and a number of the width behind it. */
  head(byte: number, width: 0 | 1 | 2 | 4 | 8 = 0, value: number | bigint = 0): void {
    this.#room(1 + width);
    const view = new DataView(this.#buffer.buffer);
    view.setUint8(this.#length, byte);
    const at = this.#length + 1;
    if (width === 1) view.setUint8(at, Number(value));
    else if (width === 2) view.setUint16(at, Number(value));
    else if (width === 4) view.setUint32(at, Number(value));
    else if (width === 8) view.setBigInt64(at, BigInt(value));
    this.#length += 1 + width;
  }

  double(value: number): void {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setFloat64(0, value);
    this.head(0xcb);
    this.put(bytes);
  }

  #room(count: number): void {
    if (this.#length + count <= this.#buffer.byteLength) return;
    const larger = new Uint8Array(Math.max(this.#buffer.byteLength * 2, this.#length + count));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
  }
}

function write(writer: Writer, value: RawValue): void {
  if (value === null) writer.head(0xc0);
  else if (typeof value === "boolean") writer.head(value ? 0xc3 : 0xc2);
  else if (typeof value === "number") writeNumber(writer, value);
  else if (typeof value === "string") writeRaw(writer, utf8.encode(value));
  else if (value instanceof Uint8Array) writeRaw(writer, value);
  else if (isList(value)) {
    writeLength(writer, value.length, 0x90, 0xdc);
    for (const item of value) write(writer, item);
  } else writeMap(writer, value);
}

function isList(value: readonly RawValue[] | { readonly [key: string]: RawValue | undefined }): value is readonly RawValue[] {
  return Array.isArray(value);
}

function writeMap(writer: Writer, map: { readonly [key: string]: RawValue | undefined }): void {
  const members = Object.entries(map).flatMap(([key, value]) =>
    value === undefined ? [] : [{ key: utf8.encode(key), value }],
  );
  members.sort((a, b) => Buffer.compare(a.key, b.key));
  writeLength(writer, members.length, 0x80, 0xde);
  for (const { key, value } of members) {
    writeRaw(writer, key);
    write(writer, value);
  }
}

function writeRaw(writer: Writer, bytes: Uint8Array): void {
  const length = bytes.byteLength;
  if (length < 32) writer.head(0xa0 | length);
  else if (length <= 0xffff) writer.head(0xda, 2, length);
  else writer.head(0xdb, 4, bounded(length));
  writer.put(bytes);
}

/** The length of a list or map: in the head byte, or behind it in two bytes or four. */
function writeLength(writer: Writer, length: number, short: number, long: number): void {
  if (length < 16) writer.head(short | length);
  else if (length <= 0xffff) writer.head(long, 2, length);
  else writer.head(long + 1, 4, bounded(length));
}

function bounded(length: number): number {
  if (length > longest) throw new DriverError("internal", `msgpack cannot hold a value of length ${length}`);
  return length;
}

function writeNumber(writer: Writer, value: number): void {
  if (!Number.isSafeInteger(value)) writer.double(value);
  else if (value >= 0) writeWhole(writer, value);
  else if (value >= -32) writer.head(value & 0xff);
  else if (value >= -0x80) writer.head(0xd0, 1, value);
  else if (value >= -0x8000) writer.head(0xd1, 2, value);
  else if (value >= -0x8000_0000) writer.head(0xd2, 4, value);
  else writer.head(0xd3, 8, value);
}

function writeWhole(writer: Writer, value: number): void {
  if (value < 0x80) writer.head(value);
  else if (value <= 0xff) writer.head(0xcc, 1, value);
  else if (value <= 0xffff) writer.head(0xcd, 2, value);
  else if (value <= 0xffff_ffff) writer.head(0xce, 4, value);
  else writer.head(0xcf, 8, value);
}
