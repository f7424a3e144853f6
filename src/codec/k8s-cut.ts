/**
 * Finds where a full disk has cut a line of conmon's. What fits of a write ends at a block's end; conmon (2.1.6 to 2.2.1) drops the
 * rest and goes on, once there is room, with the header of another line right behind it.
 */

/** Every file system's blocks are a multiple of this. */
export const blockBytes = 512;
/** Length of conmon's timestamp (`src/ctr_logging.c`: always nanoseconds and a numeric zone). */
export const timestampLength = 35;
/** Of which so much is compared where the zones are the same. */
const zoneAt = 29;
/** Of a timestamp and a tag. */
export const headerLength = timestampLength + 10;
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

/** True for ` stdout F `, ` stderr P ` and their like at `at`, judged by the letters that differ. */
export function isTag(input: Buffer, at: number): boolean {
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
    /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}[+-]/.test(input.toString("latin1", at, at + zoneAt + 1))
  );
}

function isOlder(input: Buffer, at: number, start: number): boolean {
  if (!isHeader(input, start)) return false;
  const sameZone = input.compare(input, start + zoneAt, start + timestampLength, at + zoneAt, at + timestampLength) === 0;
  return sameZone && input.compare(input, start, start + zoneAt, at, at + zoneAt) < 0;
}
