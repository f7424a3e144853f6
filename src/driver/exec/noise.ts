import type { LogChunk } from "../../core/output.ts";

/**
 * Podman's own line about its connection to conmon, which it sends on stderr behind the runtime's, when a program could not
 * be started and conmon was quicker to go (4.3.1).
 */
const podmansLine = /^(.*\n)?Error: read unixpacket \S+\/attach: read: connection reset by peer\r?\n$/s;
/** In bytes; the line comes in a chunk of its own, or behind the runtime's. */
const longestChunk = 8_192;
/** What a program that could not be started ends with. */
const notStarted: ReadonlySet<number> = new Set([126, 127]);

/**
 * The output of an exec session without what Podman says of itself at the end of one whose program could not be started.
 *
 * @param exitCode asked for only where the output ends like that
 */
export async function* withoutNoise(
  output: AsyncIterable<LogChunk>,
  exitCode: () => Promise<number>,
): AsyncGenerator<LogChunk, void, undefined> {
  let held: LogChunk | undefined;
  for await (const chunk of output) {
    if (held !== undefined) yield held;
    held = undefined;
    const { data } = chunk;
    const match = data.length > longestChunk ? null : podmansLine.exec(Buffer.from(data).toString("latin1"));
    if (match === null) {
      yield chunk;
      continue;
    }
    const before = match[1]?.length ?? 0;
    if (before > 0) yield { ...chunk, data: data.subarray(0, before) };
    // A chunk is only valid until the next one.
    held = { ...chunk, data: data.slice(before) };
  }
  if (held !== undefined && !notStarted.has(await exitCode())) yield held;
}
