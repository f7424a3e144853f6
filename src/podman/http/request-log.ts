import { messageOf } from "../../core/errors.ts";
import type { LogFields, Logger } from "../../core/logger.ts";

/** What is logged of a request. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** The container's name where the path does not have it. */
  readonly container?: string;
}

/** Query values that say what was asked and can hold no secret; of all others the name is logged. */
const plainValues: ReadonlySet<string> = new Set([
  ...["all", "compatMode", "follow", "force", "fromImage", "h", "ignore", "interval", "platform", "policy", "reference"],
  ...["Arch", "OS", "Variant", "signal", "since", "stderr", "stdout", "stream", "timeout", "timestamps", "tlsVerify"],
  ...["volumes", "w"],
]);

/** Containers whose task is remembered. */
const mostNames = 1_000;
const allocation = /^(.+)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/**
 * Logs each request to Podman at debug level: method, path, status, milliseconds until the response's head, and the task where
 * it is known. Bodies and headers, which hold environments and credentials, are never in it. Whether the lines are kept is
 * the agent's to decide, by its own log_level.
 */
export class RequestLog {
  readonly #logger: Logger;
  /** Names of containers by their ids: a path has either. */
  readonly #names = new Map<string, string>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Podman has said what the container of that id is called. */
  learn(id: string, name: string): void {
    const [oldest] = this.#names.keys();
    if (this.#names.size >= mostNames && oldest !== undefined && !this.#names.has(id)) this.#names.delete(oldest);
    this.#names.set(id, name);
  }

  /** Begins a request; the returned function is called once, with the status or the error that came of it. */
  begin(request: LoggedRequest): (outcome: { readonly status: number } | { readonly error: unknown }) => void {
    const began = performance.now();
    return (outcome) => {
      const ms = Math.round(performance.now() - began);
      const about = { method: request.method, path: shownPath(request), ...this.#task(request) };
      const ended = "status" in outcome ? { status: outcome.status } : { error: messageOf(outcome.error) };
      this.#logger.debug("Podman request", { ...about, ...ended, ms });
    };
  }

  #task({ path, container }: LoggedRequest): LogFields {
    const named = container ?? /^\/containers\/([^/]+)/.exec(path)?.[1] ?? "";
    const [, task, alloc] = allocation.exec(this.#names.get(named) ?? named) ?? [];
    return task === undefined ? {} : { task_name: task, alloc_id: alloc };
  }
}

function shownPath({ path, query = {} }: LoggedRequest): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${plainValues.has(name) ? String(value) : "…"}`);
  const short = path.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, "$1");
  return parts.length === 0 ? short : `${short}?${parts.join("&")}`;
}
