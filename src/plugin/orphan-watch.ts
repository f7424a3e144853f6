import type { EventEmitter } from "node:events";
import { after } from "../platform/timers.ts";

/**
 * Milliseconds without any connection. go-plugin connects as soon as it has read the handshake, for which it waits a minute, and
 * its client connects again within seconds when a connection broke.
 */
const timeouts = { first: 60_000, next: 5_000 } as const;

export interface OrphanWatch {
  /** To be called with every connection. */
  connected(connection: EventEmitter): void;
  /** The plugin has something to lose: from now on it waits for the next agent, however long. */
  adopt(): void;
}

/**
 * Ends a plugin that no agent can want any more: it never got a configuration that it took, and nobody is connected with it.
 * An agent notes how a plugin can be reached only after SetConfig succeeded, so no other agent would ever come to this one. The
 * kernel closes the connections of an agent that is killed, so nothing is polled.
 *
 * @param end ends the process
 */
export function orphanWatch(
  end: () => void,
  { first, next }: Readonly<Record<"first" | "next", number>> = timeouts,
): OrphanWatch {
  let connections = 0;
  let adopted = false;
  let timer: ReturnType<typeof after> | undefined = after(first, end);
  const disarm = () => {
    timer?.cancel();
    timer = undefined;
  };
  return {
    connected(connection) {
      if (adopted) return;
      connections += 1;
      disarm();
      let open = true;
      const gone = () => {
        if (open) connections -= 1;
        open = false;
        if (!adopted && connections === 0) timer ??= after(next, end);
      };
      // A client does not close its half alone. After a failed call Bun (1.4.5) says nothing but "end" (test/plugin/process.test.ts).
      connection.on("end", gone).on("close", gone);
    },
    adopt() {
      adopted = true;
      disarm();
    },
  };
}
