/** What the handlers need of grpc-js's calls. */

/** A call that its client can cancel, by deadline, by choice or by going away. */
export interface Cancelable {
  readonly cancelled: boolean;
  on(event: string, listener: (...values: unknown[]) => void): unknown;
  off(event: string, listener: (...values: unknown[]) => void): unknown;
}

/** The answering side of a stream. */
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
 * Hands a message to the client. Resolves when the client's flow control has taken it: whoever waits for it before the
 * next message keeps one message in memory, however slow the client is. Resolves as well when the call is cancelled:
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
