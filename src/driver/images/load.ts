import { closeSync, constants } from "node:fs";
import { DriverError, isDriverError, messageOf } from "../../core/errors.ts";
import { Slots } from "../../core/slots.ts";
import { holdBelow, holdTrusted, namesBelow, openHeld, regularFile } from "../../platform/below-allocation.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { ArchiveFile, ArchiveUrl } from "../../translate/images/image-ref.ts";
import { downloadArchive, shownUrl } from "./download.ts";
import { ActivityLimit } from "./pull-limits.ts";

export interface LoadRequest {
  readonly source: ArchiveFile | ArchiveUrl;
  /** The allocation's directory: below it no symlink is followed. */
  readonly allocDir: string;
  /** Of a https server. */
  readonly tlsVerify: boolean;
  /** Of a download, without a byte, in milliseconds. */
  readonly activityMilliseconds: number;
}

/**
 * Loads at a time. Each takes one or two of the 256 fetches that Bun runs at once, for as long as it lasts: the others are for
 * calls that cannot wait (test/driver/images/many-loads.test.ts).
 */
const loads = new Slots(32);

/** The archive as it may be shown. */
export function archiveName(source: ArchiveFile | ArchiveUrl): string {
  return source.kind === "archive-file" ? source.path : shownUrl(source.url);
}

/** How every message on an archive that could not be loaded begins. */
export function loadFailed(source: ArchiveFile | ArchiveUrl): string {
  return `image archive ${archiveName(source)} could not be loaded`;
}

/**
 * Loads a docker or OCI archive from a file or a URL into Podman and returns the name of the image to run.
 *
 * @throws DriverError `imageFailed` in one line that names the archive; recoverable where another try can help
 */
export async function loadImage(client: PodmanClient, request: LoadRequest, signal: AbortSignal): Promise<string> {
  const { source } = request;
  const limit = new ActivityLimit(request.activityMilliseconds);
  const bound = AbortSignal.any([signal, limit.signal]);
  let release: (() => void) | undefined;
  try {
    limit.pause();
    release = await loads.take(signal);
    limit.active();
    const names = await (source.kind === "archive-file"
      ? loadFile(client, source, request.allocDir, limit, bound)
      : loadUrl(client, source, request.tlsVerify, limit, bound));
    return chosen(names, source);
  } catch (error) {
    if (signal.aborted) throw new DriverError("cancelled", `loading ${archiveName(source)} was cancelled`, { cause: error });
    if (isDriverError(error, "podmanUnreachable")) throw error;
    const stalled = limit.signal.aborted;
    const recoverable = stalled || (isDriverError(error) && error.recoverable);
    const reason = stalled ? limit.reason : loadReason(error);
    throw new DriverError("imageFailed", `${loadFailed(source)}: ${reason}`, { cause: error, recoverable });
  } finally {
    release?.();
    limit.pause();
  }
}

async function loadFile(
  client: PodmanClient,
  { path }: ArchiveFile,
  allocDir: string,
  limit: ActivityLimit,
  signal: AbortSignal,
): Promise<readonly string[]> {
  limit.pause();
  const fd = openArchive(path, allocDir);
  try {
    return await client.images.load(Bun.file(`/proc/self/fd/${fd}`), { signal });
  } finally {
    closeSync(fd);
  }
}

/** A job may name any file of the node, through links of the operator's: those below the allocation are tasks'. */
function openArchive(path: string, allocDir: string): number {
  const names = namesBelow(allocDir, path);
  const held = names === undefined ? holdTrusted(path) : holdBelow(allocDir, names);
  return openHeld(held, constants.O_RDONLY, regularFile);
}

async function loadUrl(
  client: PodmanClient,
  { url }: ArchiveUrl,
  tlsVerify: boolean,
  limit: ActivityLimit,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { body, failure } = await downloadArchive({ url, tlsVerify }, limit, signal);
  try {
    return await client.images.load(body, { signal });
  } catch (error) {
    throw failure() ?? error;
  }
}

/** Podman lists each format that it tried, with paths of its own: the first words are the reason. */
function loadReason(error: unknown): string {
  const text = messageOf(error).replace(/^Podman: load image archive: (unable to load image: )?/, "");
  const dockerArchive = text.indexOf(" * docker-archive:");
  if (dockerArchive >= 0 && text.includes("no space left", dockerArchive))
    return 'no space left: free space on the node ("podman system df")';
  if (text.startsWith("it does not exist"))
    return `${text}; a path in the task directory has no leading slash: "local/image.tar"`;
  const [first = ""] = text.split(/:? \* /, 1);
  const foreign = first.startsWith("payload does not match");
  return foreign ? 'it is not a whole docker or OCI archive, not compressed, such as "podman save" makes' : text;
}

/** Podman gives `localhost/` and `:latest` to a name that lacks them. */
function chosen(names: readonly string[], source: ArchiveFile | ArchiveUrl): string {
  const wanted = source.kind === "archive-file" ? source.reference : undefined;
  const tagged = wanted === undefined || wanted.lastIndexOf(":") > wanted.lastIndexOf("/") ? wanted : `${wanted}:latest`;
  const found =
    tagged === undefined ? names[0] : names.find((held) => held === wanted || held === tagged || held.endsWith(`/${tagged}`));
  if (found !== undefined) return found;
  const held = names.length === 0 ? "no image" : names.join(", ");
  throw new DriverError("imageFailed", `it holds ${held}${wanted === undefined ? "" : `, not "${wanted}"`}`);
}
