/**
 * Decoder of the lines that conmon writes for the `k8s-file` log driver:
 * `2026-11-21T02:15:04.054538411+00:00 stdout F payload\n`. `F` is a line that the process ended, `P` a part of one whose
 * own newline belongs to the format. conmon adds nothing at end of file, so the payloads joined are what was written.
 */

const newline = 10;
const space = 32;
const letterS = 115;
const letterO = 111;
const letterE = 101;
const full = 70;
const partial = 80;

/** Length of conmon's timestamp (`src/ctr_logging.c`: always nanoseconds and a numeric zone). */
const usualTimestampLength = 35;
/** Longer than any timestamp of RFC 3339. */
const longestTimestamp = 64;

/** What one call of {@link decodeK8sLog} found; reused between calls. */
export interface DecodedLog {
  /** Bytes of the input that were whole lines. */
  consumed: number;
  /** Bytes of stdout, at the start of the input buffer. */
  stdoutLength: number;
  /** Bytes of stderr, at the start of the other buffer. */
  stderrLength: number;
  /** Lines that were not in the format; they are kept whole, as stdout. */
  malformedLines: number;
}

/**
 * Decodes the whole lines in the first `length` bytes of `input`. Payload of stdout is moved to the start of `input`
 * itself, which costs no second buffer; payload of stderr goes to `stderr`, which must be as long as `input`.
 * With `atEnd` the rest after the last newline is decoded too: conmon died in the middle of a line.
 */
export function decodeK8sLog(input: Buffer, length: number, stderr: Buffer, atEnd: boolean, into: DecodedLog): void {
  let stdoutLength = 0;
  let stderrLength = 0;
  let malformedLines = 0;
  let start = 0;
  while (start < length) {
    const found = input.indexOf(newline, start);
    const ended = found !== -1 && found < length;
    if (!ended && !atEnd) break;
    const lineEnd = ended ? found : length;
    const next = ended ? found + 1 : length;
    const payload = payloadStart(input, start, lineEnd);
    if (payload === 0) {
      // A file that ends inside a prefix holds nothing of the task's after it.
      if (ended || next - start > longestTimestamp) {
        malformedLines += 1;
        input.copyWithin(stdoutLength, start, next);
        stdoutLength += next - start;
      }
      start = next;
      continue;
    }
    const payloadEnd = input[payload - 2] === full ? next : lineEnd;
    if (input[payload - 6] === letterO) {
      input.copyWithin(stdoutLength, payload, payloadEnd);
      stdoutLength += payloadEnd - payload;
    } else {
      input.copy(stderr, stderrLength, payload, payloadEnd);
      stderrLength += payloadEnd - payload;
    }
    start = next;
  }
  into.consumed = start;
  into.stdoutLength = stdoutLength;
  into.stderrLength = stderrLength;
  into.malformedLines = malformedLines;
}

/** Where the payload of the line begins, 0 when it is not in the format. */
function payloadStart(input: Buffer, start: number, end: number): number {
  const usual = start + usualTimestampLength;
  if (end >= usual + 10 && input[usual] === space && isTag(input, usual)) return usual + 10;
  const first = input.indexOf(space, start);
  if (first === -1 || first > start + longestTimestamp || first + 10 > end || !isTag(input, first)) return 0;
  return first + 10;
}

/** True for ` stdout F `, ` stderr P ` and their like at `at`, judged by the letters that differ. */
function isTag(input: Buffer, at: number): boolean {
  const stream = input[at + 4];
  const kind = input[at + 8];
  return (
    input[at + 1] === letterS &&
    (stream === letterO || stream === letterE) &&
    input[at + 7] === space &&
    (kind === full || kind === partial) &&
    input[at + 9] === space
  );
}
