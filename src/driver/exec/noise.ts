import type { LogChunk } from "../../core/output.ts";
import { unstartedExec } from "../../translate/errors/rejected-program.ts";

/**
 * Podman's own line about its connection to conmon, which it sends on stderr behind the runtime's, when a program could not
 * be started and conmon was quicker to go (4.3.1).
 */
const podmansLine = /(?:^|(?<=\n))Error: read unixpacket \S+\/attach: read: connection reset by peer\r?\n$/;
/** In bytes; the lines come in a chunk of their own, or in one. */
const longestChunk = 8_192;
/** What a program that could not be started ends with: runc 1 where the kernel refused it, Podman 125 for words that it does not know. */
const notStarted: ReadonlySet<number> = new Set([1, 125, 126, 127, 255]);

/** The end of the output, if the program could not be started. */
interface Held {
  readonly chunk: LogChunk;
  /** What is shown in its place then. */
  readonly instead: string;
}

/**
 * The output of an exec session, where a program that could not be started is reported in plain words, and not in the runtime's and
 * Podman's.
 *
 * @param command that the session executes
 * @param exitCode asked for only where the output ends with such words
 */
export async function* withoutNoise(
  output: AsyncIterable<LogChunk>,
  command: readonly string[],
  exitCode: () => Promise<number>,
): AsyncGenerator<LogChunk, void, undefined> {
  let held: Held | undefined;
  let isFirst = true;
  for await (const chunk of output) {
    const text = chunk.data.length > longestChunk ? "" : Buffer.from(chunk.data).toString("utf8");
    const noise = podmansLine.exec(text)?.[0] ?? "";
    const before = text.slice(0, text.length - noise.length);
    if (held !== undefined && before === "" && noise !== "") {
      held = { chunk: joined(held.chunk, chunk), instead: held.instead };
      continue;
    }
    if (held !== undefined) yield held.chunk;
    held = undefined;
    const plain = isFirst && before !== "" ? unstartedExec(before, command) : undefined;
    isFirst = false;
    if (plain !== undefined) {
      held = { chunk: joined(chunk), instead: `${plain}${/\r?\n$/.exec(before)?.[0] ?? ""}` };
      continue;
    }
    if (noise === "") {
      yield chunk;
      continue;
    }
    const rest = chunk.data.length - noise.length;
    if (rest > 0) yield { ...chunk, data: chunk.data.subarray(0, rest) };
    held = { chunk: joined({ ...chunk, data: chunk.data.subarray(rest) }), instead: "" };
  }
  if (held === undefined) return;
  if (!notStarted.has(await exitCode())) yield held.chunk;
  else if (held.instead !== "") yield { ...held.chunk, data: Buffer.from(held.instead) };
}

/** A copy: a chunk is only valid until the next one. */
function joined(chunk: LogChunk, ...further: readonly LogChunk[]): LogChunk {
  return { ...chunk, data: Buffer.concat([chunk, ...further].map(({ data }) => data)) };
}
