/** From the calls of grpc-js to functions that answer, and back. */
import type { handleServerStreamingCall, handleUnaryCall } from "@grpc/grpc-js";
import { isDriverError, messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import { type FailedStatus, statusOf, unimplementedStatus } from "./status.ts";

/** A call that its client can cancel, by deadline, by choice or by going away. */
export interface Cancelable {
  readonly cancelled: boolean;
  on(event: string, listener: (...values: unknown[]) => void): unknown;
  off(event: string, listener: (...values: unknown[]) => void): unknown;
}

/** The sending side of a stream. */
export interface Outgoing<Message> {
  write(message: Message, done?: (error?: Error | null) => void): boolean;
  end(): unknown;
  emit(event: string, ...values: unknown[]): boolean;
}

/** Aborted when the client cancels the call. */
export function cancelSignal(call: Cancelable): AbortSignal {
  const controller = new AbortController();
  const cancel = () => controller.abort();
  if (call.cancelled) cancel();
  else call.on("cancelled", cancel);
  return controller.signal;
}

/**
 * Hands a message to the client. Resolves when the client's flow control has taken it: a caller that waits for it before
 * the next message keeps one message in memory, however slow the client is. Resolves as well when the call is cancelled:
 * nobody reads then.
 */
export function send<Message>(call: Outgoing<Message>, message: Message, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener("abort", done);
      resolve();
    };
    signal.addEventListener("abort", done);
    call.write(message, done);
  });
}

/** A unary call that converts and delegates. Whatever `answer` throws becomes the call's status. */
export function unary<Request, Response>(
  name: string,
  logger: Logger,
  answer: (request: Request, signal: AbortSignal) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const signal = cancelSignal(call);
    Promise.try(answer, call.request, signal).then(
      (response) => callback(null, response),
      (error: unknown) => callback(failed(name, logger, error, signal)),
    );
  };
}

/** A call that answers a stream, for as long as the client reads it. */
export function serverStream<Request, Response>(
  name: string,
  logger: Logger,
  answers: (request: Request, signal: AbortSignal) => AsyncIterable<Response>,
): handleServerStreamingCall<Request, Response> {
  return (call) => {
    const signal = cancelSignal(call);
    endWith(call, name, logger, signal, async () => {
      for await (const answer of answers(call.request, signal)) {
        if (signal.aborted) return;
        await send(call, answer, signal);
      }
    });
  };
}

/** Runs the body of a streaming call and ends the call with its outcome. */
export function endWith(
  call: Cancelable & Outgoing<unknown>,
  name: string,
  logger: Logger,
  signal: AbortSignal,
  body: () => Promise<void>,
): void {
  // A client that goes away makes the stream fail; the cancellation says the same.
  call.on("error", () => {});
  body().then(
    () => call.end(),
    (error: unknown) => {
      const status = failed(name, logger, error, signal);
      if (!signal.aborted) call.emit("error", status);
    },
  );
}

/** For the calls that the driver lacks. */
export function unimplemented<Request, Response>(name: string): handleUnaryCall<Request, Response> {
  return (_call, callback) => callback(unimplementedStatus(name));
}

/** The status of a failed call, logged. What is not a DriverError is a fault of ours: its stack goes to the log. */
function failed(name: string, logger: Logger, error: unknown, signal: AbortSignal): FailedStatus {
  if (isDriverError(error) || signal.aborted) {
    logger.debug("call failed", { call: name, error: messageOf(error) });
  } else {
    const stack = error instanceof Error ? error.stack : undefined;
    logger.error("call failed for a fault of the driver", { call: name, error: messageOf(error), stack });
  }
  return statusOf(error);
}
