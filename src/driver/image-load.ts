import { DriverError, messageOf } from "../core/errors.ts";
import type { PodmanClient } from "../podman/api.ts";
import type { ArchiveFile, ArchiveUrl } from "../translate/image-ref.ts";

/**
 * Loads a docker or OCI archive from a file or a URL into Podman and returns the name of the image to run.
 *
 * @throws DriverError `imageFailed` that names the archive; recoverable where another try can help
 */
export async function loadImage(
  client: PodmanClient,
  source: ArchiveFile | ArchiveUrl,
  timeoutMilliseconds: number,
  signal: AbortSignal,
): Promise<string> {
  const name = source.kind === "archive-file" ? source.path : source.url;
  const bound = AbortSignal.any([signal, AbortSignal.timeout(timeoutMilliseconds)]);
  try {
    const archive = source.kind === "archive-file" ? await openFile(source.path) : await download(source.url, bound);
    const names = await client.images.load(archive, { signal: bound });
    const wanted = source.kind === "archive-file" ? source.reference : undefined;
    const found = wanted === undefined ? names[0] : names.find((held) => held === wanted || held.endsWith(`/${wanted}`));
    if (found !== undefined) return found;
    const held = names.length === 0 ? "no image" : names.join(", ");
    throw new DriverError(
      "imageFailed",
      `image archive ${name} holds ${held}${wanted === undefined ? "" : `, not "${wanted}"`}`,
    );
  } catch (error) {
    if (error instanceof DriverError && error.code === "imageFailed") throw error;
    if (signal.aborted) throw new DriverError("cancelled", `loading ${name} was cancelled`, { cause: error });
    const reason = bound.aborted
      ? `it took longer than ${timeoutMilliseconds / 1000} s: raise image_pull_timeout`
      : messageOf(error);
    const recoverable = source.kind === "archive-url";
    throw new DriverError("imageFailed", `image archive ${name} could not be loaded: ${reason}`, { cause: error, recoverable });
  }
}

async function openFile(path: string): Promise<Blob> {
  const file = Bun.file(path);
  if (!(await file.exists())) throw new DriverError("imageFailed", `image archive ${path} does not exist on the node`);
  return file;
}

/** Podman's own import does not look at the status (podman-api.md, finding 13), so the driver downloads. */
async function download(url: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) {
    const recoverable = response.status >= 500 || response.status === 429;
    throw new DriverError("imageFailed", `image archive ${url} could not be fetched: status ${response.status}`, {
      recoverable,
    });
  }
  return response.body;
}
