import { DriverError, isDriverError, messageOf } from "../core/errors.ts";
import type { PodmanClient, PullOptions } from "../podman/api.ts";

export interface PullRequest extends Omit<PullOptions, "signal"> {
  readonly reference: string;
  /** The whole pull, in milliseconds. */
  readonly timeoutMilliseconds: number;
  /** Without a sign of progress, in milliseconds. */
  readonly activityMilliseconds: number;
}

/** A registry that has too much to do; its page may say anything beside. */
const busy = /toomanyrequests|too many requests|\b(?:429|50[0234])\b/i;
const refused =
  /unauthorized|authentication required|denied|incorrect username or password|invalid username\/password|\b40[13]\b/i;
/** What another try will not change. */
const final =
  /manifest unknown|not found|name unknown|no image found in (manifest|image index)|no matching manifest|invalid reference|short-name|x509|server gave HTTP response to HTTPS client|tls: |unsupported/i;

/**
 * Pulls an image and returns its id. `tell` hears Podman's own words.
 *
 * @throws DriverError `unauthorized`, or `imageFailed` in one line that names the image; recoverable where another try can
 *   help (registry away, busy, too slow)
 */
export async function pullImage(
  client: PodmanClient,
  request: PullRequest,
  signal: AbortSignal,
  tell: (text: string) => void,
): Promise<string> {
  const { reference, timeoutMilliseconds, activityMilliseconds, ...options } = request;
  const limits = new Limits(timeoutMilliseconds, activityMilliseconds);
  try {
    const pull = client.images.pull(reference, { ...options, signal: AbortSignal.any([signal, limits.signal]) });
    for (;;) {
      const line = await pull.next();
      if (line.done) return line.value;
      limits.active();
      tell(line.value.text);
    }
  } catch (error) {
    if (signal.aborted) throw new DriverError("cancelled", `the pull of image "${reference}" was cancelled`, { cause: error });
    throw pullError(reference, limits.reached, error);
  } finally {
    limits.end();
  }
}

/** Podman tells how a pull failed in words only; the client passes them on as they are. */
function pullError(reference: string, limit: string | undefined, cause: unknown): DriverError {
  if (isDriverError(cause, "podmanUnreachable")) return cause;
  const reason = limit ?? messageOf(cause);
  const text = `image "${reference}" could not be pulled: ${reason}`;
  if (limit !== undefined || busy.test(reason)) return new DriverError("imageFailed", text, { cause, recoverable: true });
  if (refused.test(reason)) {
    return new DriverError("unauthorized", `${text}; check the task's auth block and the plugin's`, { cause });
  }
  return new DriverError("imageFailed", text, { cause, recoverable: !final.test(reason) });
}

/** The bounds of one pull. */
class Limits {
  readonly #controller = new AbortController();
  readonly #activityMilliseconds: number;
  readonly #whole: Timer;
  #activity: Timer | undefined;
  reached: string | undefined;

  constructor(wholeMilliseconds: number, activityMilliseconds: number) {
    this.#activityMilliseconds = activityMilliseconds;
    this.#whole = setTimeout(
      () => this.#reach(`it took longer than ${wholeMilliseconds / 1000} s: raise image_pull_timeout`),
      wholeMilliseconds,
    );
    this.active();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  active(): void {
    clearTimeout(this.#activity);
    const seconds = this.#activityMilliseconds / 1000;
    this.#activity = setTimeout(
      () => this.#reach(`no progress for ${seconds} s: look at the registry, or raise pull_activity_timeout`),
      this.#activityMilliseconds,
    );
  }

  end(): void {
    clearTimeout(this.#whole);
    clearTimeout(this.#activity);
  }

  #reach(text: string): void {
    this.reached = text;
    this.#controller.abort();
  }
}
