import { DriverError } from "../core/errors.ts";

/** Bounds on a msgpack document from outside. */
export interface MsgpackLimits {
  /** Bytes of the whole document. */
  readonly bytes: number;
  /** How deep arrays and maps may be inside each other. */
  readonly depth: number;
}

/** Far above what Nomad sends: a job file of its server's default limit fits. */
export const defaultLimits: MsgpackLimits = { bytes: 8 * 1024 ** 2, depth: 64 };

/** What a head byte says: bytes that follow it, values that it contains, or where its length stands. */
type Head =
  | { readonly skip: number }
  | { readonly lengthBytes: 1 | 2 | 4; readonly unit: "bytes" | "items" | "pairs" }
  | { readonly items: number }
  | undefined;

/**
 * Goes over a document without making anything of it, so that a decoder may take its lengths for granted: exactly one
 * complete value, within the limits, without extension types (go-cty writes an unknown value as one, which no task may have).
 *
 * @throws DriverError `invalidRequest`.
 */
export function scanMsgpack(bytes: Uint8Array, limits: MsgpackLimits): void {
  if (bytes.byteLength > limits.bytes) throw invalid(`it has ${bytes.byteLength} bytes, more than the ${limits.bytes} allowed`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** How many values are still to come, one entry for each array or map that is open. */
  const open: number[] = [];
  let position = 0;
  let expected = 1;
  while (expected > 0 || open.length > 0) {
    if (expected === 0) {
      expected = open.pop() ?? 0;
      continue;
    }
    expected -= 1;
    if (position >= bytes.byteLength) throw endsEarly(position);
    const head = headOf(view.getUint8(position));
    position += 1;
    if (head === undefined) throw invalid(`byte ${position - 1} begins an extension type or nothing that is known`);
    let items = 0;
    if ("skip" in head) position += head.skip;
    else if ("items" in head) items = head.items;
    else {
      if (position + head.lengthBytes > bytes.byteLength) throw endsEarly(position);
      const length = readLength(view, position, head.lengthBytes);
      position += head.lengthBytes;
      if (head.unit === "bytes") position += length;
      else items = head.unit === "pairs" ? length * 2 : length;
    }
    if (position > bytes.byteLength || items > bytes.byteLength - position) throw endsEarly(position);
    if (items === 0) continue;
    open.push(expected);
    if (open.length > limits.depth) throw invalid(`lists and maps are more than ${limits.depth} deep`);
    expected = items;
  }
  if (position !== bytes.byteLength) throw invalid(`${bytes.byteLength - position} bytes follow its end`);
}

/** The error for a document that cannot be used. */
export function invalid(reason: string, cause?: unknown): DriverError {
  return new DriverError("invalidRequest", `the msgpack document cannot be read: ${reason}`, { cause });
}

function endsEarly(position: number): DriverError {
  return invalid(`it ends early, at byte ${position}`);
}

function readLength(view: DataView, position: number, bytes: 1 | 2 | 4): number {
  if (bytes === 1) return view.getUint8(position);
  return bytes === 2 ? view.getUint16(position) : view.getUint32(position);
}

function headOf(byte: number): Head {
  if (byte <= 0x7f || byte >= 0xe0) return { skip: 0 };
  if (byte <= 0x8f) return { items: (byte & 0x0f) * 2 };
  if (byte <= 0x9f) return { items: byte & 0x0f };
  if (byte <= 0xbf) return { skip: byte & 0x1f };
  return longHeads[byte - 0xc0];
}

const none: Head = { skip: 0 };
const lengths = [1, 2, 4] as const;

/** Heads 0xc0 to 0xdf in order. */
const longHeads: readonly Head[] = [
  none,
  undefined,
  none,
  none,
  ...lengths.map((lengthBytes): Head => ({ lengthBytes, unit: "bytes" })),
  undefined,
  undefined,
  undefined,
  { skip: 4 },
  { skip: 8 },
  ...[1, 2, 4, 8, 1, 2, 4, 8].map((skip): Head => ({ skip })),
  undefined,
  undefined,
  undefined,
  undefined,
  undefined,
  ...lengths.map((lengthBytes): Head => ({ lengthBytes, unit: "bytes" })),
  { lengthBytes: 2, unit: "items" },
  { lengthBytes: 4, unit: "items" },
  { lengthBytes: 2, unit: "pairs" },
  { lengthBytes: 4, unit: "pairs" },
];
