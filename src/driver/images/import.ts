import { closeSync } from "node:fs";
import { DriverError, messageOf } from "../../core/errors.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { ImageImport } from "../../translate/images/image-import.ts";
import { type ArchiveRequest, archiveName, archiveWork, openArchive } from "./archive.ts";
import { expectedChecksum } from "./checksum.ts";
import { downloadArchive } from "./download.ts";
import type { ActivityLimit } from "./pull-limits.ts";
import { type SpooledArchive, spoolArchive } from "./spool.ts";

export interface ImportRequest extends ArchiveRequest {
  readonly wanted: ImageImport;
}

/** What an import has to say while it goes on. */
export type ImportProgress =
  /** Bytes of the archive that have come so far. */
  { readonly bytes: number } | { readonly note: string };

type Report = (progress: ImportProgress) => void;

/** The largest archive, in bytes: no root file system has come near it, and a server may send without end. */
const largestArchive = 64 * 1024 ** 3;

/** How every message on an image that could not be imported begins. */
export function importFailed({ reference, archive }: ImageImport): string {
  return `image ${reference} could not be imported from ${archiveName(archive)}`;
}

/**
 * Makes an image of an archive of its root file system, and returns its name. What must be verified is spooled, and Podman gets
 * it afterwards; anything else is streamed. An image that had the name and has no other is removed.
 *
 * @throws DriverError `imageFailed` in one line that names the archive; recoverable where another try can help
 */
export async function importImage(
  client: PodmanClient,
  request: ImportRequest,
  signal: AbortSignal,
  report: Report,
): Promise<string> {
  const { wanted, activityMilliseconds } = request;
  const doing = `importing ${archiveName(wanted.archive)}`;
  const about = { doing, failed: importFailed(wanted), reason: importReason, activityMilliseconds };
  return archiveWork(about, signal, async (limit, bound) => {
    const { check, reference, command } = wanted;
    const options = { reference, command, signal: bound, message: `imported from ${archiveName(wanted.archive)}` };
    const before = await client.images.inspect(reference, { signal: bound });
    // Another task has made it since this one found that it was missing.
    if (before !== undefined && !wanted.force) return reference;
    const expected = check === undefined ? undefined : await expectedChecksum(check, request.tlsVerify, limit, bound);
    await using archive = await openedArchive(request, limit, bound, report);
    let spooled: SpooledArchive | undefined;
    try {
      let tar: ReadableStream<Uint8Array> | Blob = archive.body;
      if (expected !== undefined) {
        spooled = await spoolArchive(archive.body, request.allocDir, expected, bound);
        limit.pause();
        report({ note: `The archive of image ${reference} has the expected checksum` });
        tar = spooled.file;
      }
      const id = await client.images.import(tar, options);
      if (before !== undefined && before.id !== id) await removeNameless(client, before.id, bound);
      return reference;
    } catch (error) {
      throw archive.failure() ?? error;
    } finally {
      await spooled?.close();
    }
  });
}

interface OpenedArchive extends AsyncDisposable {
  readonly body: ReadableStream<Uint8Array>;
  /** Why a download broke off. */
  failure(): DriverError | undefined;
}

async function openedArchive(
  { wanted: { archive }, allocDir, tlsVerify }: ImportRequest,
  limit: ActivityLimit,
  signal: AbortSignal,
  report: Report,
): Promise<OpenedArchive> {
  let tooLarge: DriverError | undefined;
  const count = (bytes: number) => {
    report({ bytes });
    if (bytes <= largestArchive) return;
    tooLarge = new DriverError("imageFailed", `it is larger than ${largestArchive / 1024 ** 3} GiB`);
    throw tooLarge;
  };
  if (archive.kind === "archive-url") {
    const { body, failure } = await downloadArchive({ url: archive.url, tlsVerify }, limit, signal);
    const close = async () => undefined;
    return { body: counted(body, count), failure: () => tooLarge ?? failure(), [Symbol.asyncDispose]: close };
  }
  limit.pause();
  const fd = openArchive(archive, allocDir);
  const body = Bun.file(`/proc/self/fd/${fd}`).stream();
  return { body: counted(body, count), failure: () => tooLarge, [Symbol.asyncDispose]: async () => closeSync(fd) };
}

function counted(body: ReadableStream<Uint8Array>, count: (bytes: number) => void): ReadableStream<Uint8Array> {
  let bytes = 0;
  const transform = (chunk: Uint8Array, controller: TransformStreamDefaultController<Uint8Array>) => {
    bytes += chunk.length;
    count(bytes);
    controller.enqueue(chunk);
  };
  return body.pipeThrough(new TransformStream({ transform }));
}

/** What keeps its own name, or is used by a container, stays. */
async function removeNameless(client: PodmanClient, id: string, signal: AbortSignal): Promise<void> {
  const left = await client.images.inspect(id, { signal });
  if (left !== undefined && left.names.length === 0) await client.images.remove(id, { signal }).catch(() => undefined);
}

function importReason(error: unknown): string {
  const text = messageOf(error).replace(/^Podman: import image archive: /, "");
  if (/no space left/.test(text)) return 'no space left: free space on the node ("podman system df")';
  if (text.startsWith("it does not exist"))
    return `${text}: put it there with an artifact block, and write its path in the task directory without a leading slash, "local/rootfs.tar"`;
  const foreign = /archive\/tar|invalid tar header|unexpected EOF/.test(text);
  return foreign
    ? "it is not a whole tar archive of a root file system, plain or compressed with gzip, bzip2, xz or zstd"
    : text;
}
