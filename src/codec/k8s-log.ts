/**
 * Decoder of the lines that conmon writes for the `k8s-file` log driver (their columns: `k8s-line.ts`). conmon adds nothing at
 * end of file, so the payloads joined are what was written.
 */
import {
  blockBytes,
  cutAt,
  headerLength,
  isPartial,
  isStdout,
  longestTimestamp,
  payloadStart,
  placeInBlock,
  timestampAt,
} from "./k8s-line.ts";

/** Numbers of each stream. */
type PerStream = Record<"stdout" | "stderr", number>;

const newline = 10;

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
  /** Lines of which conmon could write a part only; that part is left out. */
  cutLines = 0;
  /** Timestamp of the first line that was cut, and of the one that follows the last; empty where it is not known. */
  cutFrom = "";
  cutTo = "";
  /** The last line has no newline, which conmon always writes. */
  unended = false;
}

/** Which part of a log is decoded. */
export interface LogPart {
  /** Bytes of the log before it. */
  readonly offset: number;
  /** The log ends here: the rest after the last newline counts as a line. */
  readonly atEnd: boolean;
  /** Streams whose payload before this ended within a line. */
  readonly open: Readonly<Record<"stdout" | "stderr", boolean>>;
}

/**
 * Decodes the whole lines in the first `length` bytes of `input`. Payload of stdout is moved to the start of `input`
 * itself, which costs no second buffer; payload of stderr goes to `stderr`, which must be as long as `input`.
 * Where a line was cut by a full disk, each stream that is within a line gets a newline: its rest is lost.
 */
export function decodeK8sLog(input: Buffer, length: number, stderr: Buffer, part: LogPart, into: DecodedLog): void {
  const { atEnd } = part;
  // The first block that begins after the line does.
  let block = blockBytes - placeInBlock(part.offset);
  let outLength = 0;
  let errLength = 0;
  let malformedLines = 0;
  let cutLines = 0;
  let lastNewline = -1;
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
    lastNewline = found;
    const lineEnd = ended ? found : length;
    const next = ended ? found + 1 : length;
    while (block <= start) block += blockBytes;
    // Most lines have no room for that.
    const cut = block + headerLength <= lineEnd ? cutAt(input, start, lineEnd, block) : -1;
    if (cut !== -1) {
      cutLines += 1;
      if (cutLines === 1) into.cutFrom = timestampAt(input, start);
      into.cutTo = timestampAt(input, cut);
      if (outLength === 0 ? part.open.stdout : input[outLength - 1] !== newline) input[outLength++] = newline;
      if (errLength === 0 ? part.open.stderr : stderr[errLength - 1] !== newline) stderr[errLength++] = newline;
      outOpen = -1;
      errOpen = -1;
      start = cut;
      continue;
    }
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
    const goesOn = isPartial(input, payload);
    const payloadEnd = goesOn ? lineEnd : next;
    if (isStdout(input, payload)) {
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
  into.cutLines = cutLines;
  into.unended = start > 0 && lastNewline !== start - 1;
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

/**
 * Keeps the whole lines in the first `length` bytes of `input` as they are, all for stdout; with `atEnd` also the rest after
 * the last newline.
 */
export function keepK8sLog(input: Buffer, length: number, atEnd: boolean, into: DecodedLog): void {
  const whole = atEnd || length === 0 ? length : input.lastIndexOf(newline, length - 1) + 1;
  into.consumed = whole;
  into.unfinishedAt = whole;
  into.malformedLines = 0;
  into.cutLines = 0;
  into.unended = false;
  for (const lengths of [into.length, into.ended, into.before]) {
    lengths.stdout = whole;
    lengths.stderr = 0;
  }
}
