import { Decoder } from "@msgpack/msgpack";
import { defaultLimits, invalid, type MsgpackLimits, scanMsgpack } from "./msgpack-scan.ts";

/**
 * What a document decodes to. A whole number beyond what a number holds exactly is a bigint. Text that is not UTF-8 (Go
 * writes byte strings as text too) is bytes; the bytes of any other text are those of its UTF-8.
 */
export type MsgpackValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly MsgpackValue[]
  | { readonly [key: string]: MsgpackValue };

/**
 * Decodes go-cty's msgpack (`msgpack_config`, `msgpack_driver_config`) and Go's older one (`driver_state`).
 *
 * @throws DriverError `invalidRequest` for anything that is not one complete document within the limits.
 */
export function decodeMsgpack(bytes: Uint8Array, limits: MsgpackLimits = defaultLimits): MsgpackValue {
  scanMsgpack(bytes, limits);
  let decoded: unknown;
  try {
    decoded = new Decoder({ useBigInt64: true, rawStrings: true }).decode(bytes);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error), error);
  }
  return plain(decoded);
}

// Node's and Bun's decoder would drop a byte order mark at the start, and driver_state must survive as it was.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function plain(value: unknown): MsgpackValue {
  if (value instanceof Uint8Array) return text(value);
  if (Array.isArray(value)) return value.map(plain);
  switch (typeof value) {
    case "bigint":
      return BigInt(Number(value)) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value;
    case "boolean":
    case "number":
    case "string":
      return value;
    case "object":
      return value === null ? null : Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plain(member)]));
    default:
      throw invalid(`it holds a ${typeof value}`);
  }
}

function text(bytes: Uint8Array): string | Uint8Array {
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes;
  }
}
