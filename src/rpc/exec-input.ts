import type { ServerDuplexStream } from "@grpc/grpc-js";
import { AsyncQueue } from "../core/async-queue.ts";
import type { ExecRequest, TerminalSize } from "../core/exec.ts";
import { FlowQueue } from "../core/flow-queue.ts";
import { toInt32 } from "./convert-values.ts";
import type { hashicorp } from "./gen/protocol.js";
import { malformed } from "./status.ts";

export type WireExecRequest = hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingRequest;
export type WireExecResponse = hashicorp.nomad.plugins.drivers.proto.IExecTaskStreamingResponse;
export type ExecCall = ServerDuplexStream<WireExecRequest, WireExecResponse>;

/** Of stdin that waits for the process, in bytes. */
const stdinLimits = { pauseAt: 256 * 1024, resumeAt: 0 } as const;
/** Only the newest sizes matter. */
const resizeLimit = 8;

/** What the client of ExecTaskStreaming sends, taken apart. */
export interface ExecInput {
  /** The first message. Rejects when it is something else, or when none comes. */
  readonly setup: Promise<ExecRequest>;
  readonly stdin: FlowQueue<Uint8Array>;
  readonly resizes: AsyncQueue<TerminalSize>;
  /** Rejects when the client breaks the protocol after the setup; never resolves. */
  readonly broken: Promise<never>;
  /** Throws away what comes from now on. */
  discard(): void;
}

/** Starts to read the call; the call is paused while the process is behind with its stdin. */
export function readExecInput(call: ExecCall, signal: AbortSignal): ExecInput {
  const stdin = new FlowQueue<Uint8Array>(stdinLimits, (chunk) => chunk.length, call);
  const resizes = new AsyncQueue<TerminalSize>(resizeLimit);
  const setup = Promise.withResolvers<ExecRequest>();
  const broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {});
  let started = false;

  const fail = (what: string) => {
    const error = malformed("ExecTaskStreaming", what);
    setup.reject(error);
    broken.reject(error);
  };
  const end = () => {
    if (!started) fail("the call ended before its setup");
    stdin.end();
    resizes.end();
  };
  const take = (message: WireExecRequest) => {
    if (message.setup) {
      if (started) return fail("a second setup came");
      started = true;
      const { taskId, command, tty } = message.setup;
      setup.resolve({ taskId: taskId ?? "", command: command ?? [], tty: tty ?? false });
    } else if (!started && (message.stdin || message.ttySize)) return fail("the first message is not the setup");
    if (message.ttySize) resizes.push(terminalSize(message.ttySize));
    if (message.stdin?.data?.length) {
      if (stdin.ended) return fail("input came after stdin was closed");
      stdin.push(message.stdin.data);
    }
    if (message.stdin?.close) stdin.end();
  };

  call.on("data", take);
  call.on("end", end);
  signal.addEventListener("abort", end);
  const discard = () => {
    call.off("data", take);
    call.resume();
  };
  return { setup: setup.promise, stdin, resizes, broken: broken.promise, discard };
}

function terminalSize(size: { height?: number | null; width?: number | null }): TerminalSize {
  return { height: Math.max(0, toInt32(size.height ?? 0)), width: Math.max(0, toInt32(size.width ?? 0)) };
}
