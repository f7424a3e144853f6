import { constants } from "node:fs";
import { DriverError, isDriverError, messageOf } from "../../core/errors.ts";
import { Slots } from "../../core/slots.ts";
import { holdBelow, holdTrusted, namesBelow, openHeld, regularFile } from "../../platform/below-allocation.ts";
import type { ArchiveFile, ArchiveUrl } from "../../translate/images/image-ref.ts";
import { shownUrl } from "./download.ts";
import { ActivityLimit } from "./pull-limits.ts";

/** How an archive is obtained. */
export interface ArchiveRequest {
  /** The allocation's directory: below it no symlink is followed. */
  readonly allocDir: string;
  /** Of a https server. */
  readonly tlsVerify: boolean;
  /** Of a download, without a byte, in milliseconds. */
  readonly activityMilliseconds: number;
}

/** What is done with an archive, for the messages of its failure. */
export interface ArchiveWork extends Pick<ArchiveRequest, "activityMilliseconds"> {
  /** Such as `loading local/image.tar`. */
  readonly doing: string;
  /** How each message begins. */
  readonly failed: string;
  /** The reason of an error in one line. */
  readonly reason: (error: unknown) => string;
}

/**
 * Archives at a time. Each takes one or two of the 256 fetches that Bun runs at once, for as long as it lasts: the others are
 * for calls that cannot wait (test/driver/images/many-loads.test.ts).
 */
const slots = new Slots(32);

/** The archive as it may be shown. */
export function archiveName(source: ArchiveFile | ArchiveUrl): string {
  return source.kind === "archive-file" ? source.path : shownUrl(source.url);
}

/**
 * Waits for its turn, and does the work with a limit of its activity, which it pauses where silence is no stall.
 *
 * @throws DriverError `imageFailed` in one line; recoverable where another try can help; `cancelled`, `podmanUnreachable`
 */
export async function archiveWork<Result>(
  { doing, failed, reason, activityMilliseconds }: ArchiveWork,
  signal: AbortSignal,
  work: (limit: ActivityLimit, bound: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new ActivityLimit(activityMilliseconds);
  const bound = AbortSignal.any([signal, limit.signal]);
  let release: (() => void) | undefined;
  try {
    limit.pause();
    release = await slots.take(signal);
    limit.active();
    return await work(limit, bound);
  } catch (error) {
    if (signal.aborted) throw new DriverError("cancelled", `${doing} was cancelled`, { cause: error });
    if (isDriverError(error, "podmanUnreachable")) throw error;
    const stalled = limit.signal.aborted;
    const isFull = messageOf(error).includes("no space left on device");
    const recoverable = stalled || isFull || (isDriverError(error) && error.recoverable);
    const why = stalled ? limit.reason : reason(error);
    throw new DriverError("imageFailed", `${failed}: ${why}`, { cause: error, recoverable });
  } finally {
    release?.();
    limit.pause();
  }
}

/**
 * Opens an archive on the node; the caller closes it. A job may name any file, through links of the operator's: those below the
 * allocation are tasks'.
 *
 * @throws UnusablePath
 */
export function openArchive({ path }: ArchiveFile, allocDir: string): number {
  const names = namesBelow(allocDir, path);
  const held = names === undefined ? holdTrusted(path) : holdBelow(allocDir, names);
  return openHeld(held, constants.O_RDONLY, regularFile);
}
