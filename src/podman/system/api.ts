import type { CallOptions } from "../http/call-bound.ts";
import type { PodmanEvent, PodmanInfo, PodmanVersion } from "./types.ts";

export interface SystemApi {
  /** `GET /_ping`: the version of service and API from its headers. */
  ping(options?: CallOptions): Promise<PodmanVersion>;
  info(options?: CallOptions): Promise<PodmanInfo>;
  /**
   * `GET /events`: container events as they happen, from `since` (seconds since the epoch, fractions allowed) when given.
   * `onOpen` is called when the service has answered, so that a caller can reconcile what happened before. Ends by
   * throwing `podmanUnreachable` when the service ends the stream; ends quietly when aborted.
   */
  events(options: {
    readonly signal: AbortSignal;
    readonly since?: number;
    readonly filters?: Readonly<Record<string, readonly string[]>>;
    readonly onOpen?: () => void;
  }): AsyncIterable<PodmanEvent>;
}
