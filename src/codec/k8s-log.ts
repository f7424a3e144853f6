/**
 * Decoder of the lines that conmon writes for the `k8s-file` log driver:
 * `2026-11-21T02:15:04.054538411+00:00 stdout F payload\n`. `F` is a line that the process ended, `P` a part of one whose
 * own newline belongs to the format. conmon adds nothing at end of file, so the payloads joined are what was written.
 */

/** Numbers of each stream. */
type PerStream = Record<"stdout" | "stderr", number>;

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

/** What one call of {@link decodeK8sLog} found; reused between calls. Lengths and places are in bytes. */
export class DecodedLog {
  /** Bytes of the input that were whole lines of the format. */
  consumed = 0;
  /** Payload of each stream: of stdout at the start of the input buffer, of stderr at the start of the other. */
  readonly length: PerStream = { stdout: 0, stderr: 0 };
  /** How much of that payload ends with a line that the process ended; the rest is a line that may go on. */
  readonly ended: PerStream = { stdout: 0, stderr: 0 };
  /** Where in the input the first line begins that may go on; {@link consumed} when there is none. */
  unfinishedAt = 0;
  /** Payload of each stream that stands before {@link unfinishedAt}. */
  readonly before: PerStream = { stdout: 0, stderr: 0 };
  /** Lines that were not in the format; they are kept whole, as stdout. */
  malformedLines = 0;
}

/**
 * Decodes the whole lines in the first `length` bytes of `input`. Payload of stdout is moved to the start of `input`
 * itself, which costs no second buffer; payload of stderr goes to `stderr`, which must be as long as `input`.
 * With `atEnd` the rest after the last newline is decoded too: conmon died in the middle of a line.
 */
export function decodeK8sLog(input: Buffer, length: number, stderr: Buffer, atEnd: boolean, into: DecodedLog): void {
  let outLength = 0;
  let errLength = 0;
  let malformedLines = 0;
  // Where the line of each stream that goes on begins, and how much payload stands before it; -1 when there is none.
  let outOpen = -1;
  let outOpenOut = 0;
  let outOpenErr = 0;
  let errOpen = -1;
  let errOpenOut = 0;
  let errOpenErr = 0;
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
        input.copyWithin(outLength, start, next);
        outLength += next - start;
        outOpen = -1;
      }
      start = next;
      continue;
    }
    const goesOn = input[payload - 2] === partial;
    const payloadEnd = goesOn ? lineEnd : next;
    if (input[payload - 6] === letterO) {
      if (!goesOn) outOpen = -1;
      else if (outOpen === -1) {
        outOpen = start;
        outOpenOut = outLength;
        outOpenErr = errLength;
      }
      input.copyWithin(outLength, payload, payloadEnd);
      outLength += payloadEnd - payload;
    } else {
      if (!goesOn) errOpen = -1;
      else if (errOpen === -1) {
        errOpen = start;
        errOpenOut = outLength;
        errOpenErr = errLength;
      }
      input.copy(stderr, errLength, payload, payloadEnd);
      errLength += payloadEnd - payload;
    }
    start = next;
  }
  into.consumed = start;
  into.malformedLines = malformedLines;
  into.length.stdout = outLength;
  into.length.stderr = errLength;
  into.ended.stdout = outOpen === -1 ? outLength : outOpenOut;
  into.ended.stderr = errOpen === -1 ? errLength : errOpenErr;
  const outFirst = outOpen !== -1 && (errOpen === -1 || outOpen < errOpen);
  const none = outOpen === -1 && errOpen === -1;
  into.unfinishedAt = none ? start : outFirst ? outOpen : errOpen;
  into.before.stdout = none ? outLength : outFirst ? outOpenOut : errOpenOut;
  into.before.stderr = none ? errLength : outFirst ? outOpenErr : errOpenErr;
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
