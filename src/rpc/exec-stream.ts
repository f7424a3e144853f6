import type { handleBidiStreamingCall } from "@grpc/grpc-js";
import type { ExecStreams } from "../core/exec.ts";
import type { Logger } from "../core/logger.ts";
import type { Driver } from "../driver/api.ts";
import { sleep } from "../platform/timers.ts";
import { exitToWire } from "./convert-task-status.ts";
import { type ExecCall, readExecInput, type WireExecRequest, type WireExecResponse } from "./exec-input.ts";
import { cancelSignal, endWith, send } from "./handlers.ts";

/** What a client that is busy sending gets to read the result, in milliseconds. */
const readingTime = 100;

/**
 * ExecTaskStreaming. Both ways at most one chunk and what flow control holds is in memory: the process waits for a client
 * that does not read, the client for a process that does not.
 */
export function execTaskStreaming(
  driver: () => Promise<Driver>,
  logger: Logger,
): handleBidiStreamingCall<WireExecRequest, WireExecResponse> {
  return (call) => {
    const cancelled = cancelSignal(call);
    endWith(call, "ExecTaskStreaming", logger, cancelled, () => run(call, driver, cancelled));
  };
}

async function run(call: ExecCall, driver: () => Promise<Driver>, cancelled: AbortSignal): Promise<void> {
  const given = new AbortController();
  const signal = AbortSignal.any([cancelled, given.signal]);
  const input = readExecInput(call, signal);
  const streams: ExecStreams = {
    stdin: input.stdin,
    resizes: input.resizes,
    writeStdout: (data) => send(call, { stdout: { data } }, cancelled),
    writeStderr: (data) => send(call, { stderr: { data } }, cancelled),
  };
  try {
    const request = await input.setup;
    const session = (await driver()).execTaskStreaming(request, streams, signal);
    const exit = await Promise.race([session, input.broken]);
    await send(call, { stdout: { close: true } }, cancelled);
    await send(call, { stderr: { close: true } }, cancelled);
    await send(call, { exited: true, result: exitToWire(exit) }, cancelled);
    // A client that is still sending sees its write fail when the call ends, and may report that instead of the result.
    if (!input.stdin.ended && input.stdin.behind) await sleep(readingTime);
  } finally {
    given.abort();
    // What the client still sends is thrown away: unread, it would block the connection that all calls share.
    input.discard();
  }
}
