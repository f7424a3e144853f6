import { closeSync } from "node:fs";
import { DriverError, messageOf } from "../../core/errors.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { ArchiveFile, ArchiveUrl } from "../../translate/images/image-ref.ts";
import { type ArchiveRequest, archiveName, archiveWork, openArchive } from "./archive.ts";
import { downloadArchive } from "./download.ts";
import type { ActivityLimit } from "./pull-limits.ts";

export interface LoadRequest extends ArchiveRequest {
  readonly source: ArchiveFile | ArchiveUrl;
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
  const { source, activityMilliseconds } = request;
  const about = {
    doing: `loading ${archiveName(source)}`,
    failed: loadFailed(source),
    reason: loadReason,
    activityMilliseconds,
  };
  return archiveWork(about, signal, async (limit, bound) => {
    const names = await (source.kind === "archive-file"
      ? loadFile(client, source, request.allocDir, limit, bound)
      : loadUrl(client, source, request.tlsVerify, limit, bound));
    return chosen(names, source);
  });
}

async function loadFile(
  client: PodmanClient,
  source: ArchiveFile,
  allocDir: string,
  limit: ActivityLimit,
  signal: AbortSignal,
): Promise<readonly string[]> {
  limit.pause();
  const fd = openArchive(source, allocDir);
  try {
    return await client.images.load(Bun.file(`/proc/self/fd/${fd}`), { signal });
  } finally {
    closeSync(fd);
  }
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
    return `${text}: put it there with an artifact block, and write its path in the task directory without a leading slash, "local/image.tar"`;
  const [first = ""] = text.split(/:? \* /, 1);
  const foreign = first.startsWith("payload does not match");
  return foreign ? 'it is not a whole docker or OCI archive, not compressed, such as "podman save" makes' : text;
}

/** Podman gives `localhost/` and `:latest` to a name that lacks them. */
function chosen(names: readonly string[], source: ArchiveFile | ArchiveUrl): string {
  const wanted = source.kind === "archive-file" ? source.reference : undefined;
  const tagged = wanted === undefined || wanted.lastIndexOf(":") > wanted.lastIndexOf("/") ? wanted : `${wanted}:latest`;
  const found =
    tagged === undefined
      ? names[0]
      : (names.find((held) => held === wanted || held === tagged || held.endsWith(`/${tagged}`)) ??
        // docker save writes redis:7 for docker.io/library/redis:7, which Podman takes for one of localhost.
        names.find((held) => held === tagged.replace(/^docker\.io\/(?:library\/)?/, "localhost/")));
  if (found !== undefined) return found;
  const held = names.length === 0 ? "no image" : names.join(", ");
  throw new DriverError("imageFailed", `it holds ${held}${wanted === undefined ? "" : `, not "${wanted}"`}`);
}
