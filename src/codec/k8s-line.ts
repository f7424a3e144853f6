/**
 * The header of a line of conmon's, and where a full disk has cut the line. A file system takes what fits of a write, up to a
 * block's end; conmon (2.1.6 to 2.2.1) drops the rest and goes on, once there is room, with another line's header right there.
 *
 * conmon 2.1.6 (`src/ctr_logging.c`: `set_k8s_timestamp()`, `write_k8s_log()`) writes
 * `2026-11-21T02:15:04.054538411+00:00 stdout F payload\n`:
 *
 * | column | bytes | what stands there |
 * | --- | --- | --- |
 * | 0 | 29 | local time, always with nanoseconds |
 * | 29 | 6 | numeric time zone, never `Z` |
 * | 35 | 1 | space, where the tag begins |
 * | 36 | 6 | `stdout` or `stderr`: they differ in the 4th letter, 4 behind the tag's beginning |
 * | 42 | 1 | space |
 * | 43 | 1 | `F`: the process ended the line; `P`: a part, whose newline belongs to the format |
 * | 44 | 1 | space |
 * | 45 | | payload, up to the newline |
 */

/** Every file system's blocks are a multiple of this. */
export const blockBytes = 512;
const zoneColumn = 29;
const timestampLength = 35;
/** From the space before the stream's name to the payload. */
const tagLength = 10;
export const headerLength = timestampLength + tagLength;
/** Longer than any timestamp of RFC 3339: other writers of the format have shorter ones than conmon, or `Z`. */
export const longestTimestamp = 64;

const newline = 10;
const space = 32;
const letterS = 115;
const letterO = 111;
const letterE = 101;
const full = 70;
const partial = 80;

/**
 * Where in the line from `start` to `end` the header of the next one stands, or -1. A payload can hold a copy
 * of a header, but none that begins a block and is as young as the line itself: conmon takes the time after it has read.
 *
 * @param start of the line, whose own header may be cut as well
 * @param block beginning of the first block after `start`
 */
export function cutAt(input: Buffer, start: number, end: number, block: number): number {
  for (let at = block; at + headerLength <= end; at += blockBytes) {
    if (isHeader(input, at) && !isOlder(input, at, start)) return at;
  }
  return -1;
}

/** How far behind the beginning of a block `offset` is. */
export function placeInBlock(offset: number): number {
  return offset % blockBytes;
}

/** Column of the payload of the line from `start` to `end`; 0 when the line is not in the format. */
export function payloadStart(input: Buffer, start: number, end: number): number {
  const usual = start + timestampLength;
  if (end >= usual + tagLength && isTag(input, usual)) return usual + tagLength;
  const first = input.indexOf(space, start);
  if (first === -1 || first > start + longestTimestamp || first + tagLength > end || !isTag(input, first)) return 0;
  return first + tagLength;
}

/** Whether the line whose payload begins at `payload` is of stdout. */
export function isStdout(input: Buffer, payload: number): boolean {
  return input[payload - 6] === letterO;
}

/** Whether the line whose payload begins at `payload` goes on in the next line of its stream. */
export function isPartial(input: Buffer, payload: number): boolean {
  return input[payload - 2] === partial;
}

/** True for ` stdout F `, ` stderr P ` and the like at `at`, by the letters that differ. */
function isTag(input: Buffer, at: number): boolean {
  const stream = input[at + 4];
  const kind = input[at + 8];
  return (
    input[at] === space &&
    input[at + 1] === letterS &&
    (stream === letterO || stream === letterE) &&
    input[at + 7] === space &&
    (kind === full || kind === partial) &&
    input[at + 9] === space
  );
}

/** conmon's timestamp at `at`, as it stands there; empty when there is none. */
export function timestampAt(input: Buffer, at: number): string {
  return isHeader(input, at) ? input.toString("latin1", at, at + timestampLength) : "";
}

function isHeader(input: Buffer, at: number): boolean {
  return (
    isTag(input, at + timestampLength) &&
    /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}[+-]/.test(input.toString("latin1", at, at + zoneColumn + 1))
  );
}

function isOlder(input: Buffer, at: number, start: number): boolean {
  if (!isHeader(input, start)) return false;
  const sameZone =
    input.compare(input, start + zoneColumn, start + timestampLength, at + zoneColumn, at + timestampLength) === 0;
  return sameZone && input.compare(input, start, start + zoneColumn, at, at + zoneColumn) < 0;
}

/**
 * A line as conmon would write it, for output that came another way; marked as a part when it does not end with a newline.
 *
 * @param stamp time in RFC 3339
 */
export function encodeK8sLine(stamp: string, stream: "stdout" | "stderr", output: Uint8Array): Uint8Array {
  const ended = output.at(-1) === newline;
  return Buffer.concat([
    Buffer.from(`${stamp} ${stream} ${ended ? "F" : "P"} `),
    output,
    ...(ended ? [] : [Buffer.from("\n")]),
  ]);
}
