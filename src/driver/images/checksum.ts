import { DriverError, isDriverError } from "../../core/errors.ts";
import { type ArchiveCheck, type Checksum, listedChecksum } from "../../translate/images/image-import.ts";
import { downloadArchive, shownUrl } from "./download.ts";
import type { ActivityLimit } from "./pull-limits.ts";
import { importKeyrings, verifySignature } from "./signature.ts";

/** The largest list of checksums, or signature, in bytes. */
const largestList = 4 * 1024 ** 2;

/**
 * What the archive must have: the job's own checksum, or the one that its publisher gives.
 *
 * @throws DriverError `imageFailed` when there is none, or its signature is not one of the keyrings' keys
 */
export async function expectedChecksum(
  check: NonNullable<ArchiveCheck>,
  tlsVerify: boolean,
  limit: ActivityLimit,
  signal: AbortSignal,
  keyrings: readonly string[] = importKeyrings,
): Promise<Checksum> {
  if (check.kind === "given") return check.checksum;
  const { urls, file, signed } = check;
  const fetched = (url: string) => small(url, tlsVerify, limit, signal);
  for (const url of urls) {
    const list = await fetched(url);
    const digits = list === undefined ? undefined : listedChecksum(list.toString("latin1"), file);
    if (list === undefined || digits === undefined) continue;
    if (signed) {
      const signature = (await fetched(behind(url, ".gpg"))) ?? (await fetched(behind(url, ".asc")));
      if (signature === undefined) {
        throw new DriverError("imageFailed", `no signature found for ${shownUrl(url)}: neither .gpg nor .asc beside it`);
      }
      await verifySignature({ name: shownUrl(url), text: list, signature }, keyrings, signal);
    }
    return { algorithm: "sha256", digits };
  }
  const places = urls.map(shownUrl).join(" and ");
  throw new DriverError(
    "imageFailed",
    `no checksum found for ${file}: looked in ${places}; set import.checksum_url or checksum`,
  );
}

function behind(url: string, ending: string): string {
  const other = new URL(url);
  other.pathname += ending;
  return other.href;
}

/** What is behind the URL; undefined when there is nothing. */
async function small(url: string, tlsVerify: boolean, limit: ActivityLimit, signal: AbortSignal): Promise<Buffer | undefined> {
  try {
    limit.active();
    const { body, failure } = await downloadArchive({ url, tlsVerify }, limit, signal);
    const chunks: Uint8Array[] = [];
    let size = 0;
    try {
      for await (const chunk of body) {
        chunks.push(chunk);
        size += chunk.length;
        if (size > largestList) throw new DriverError("imageFailed", `${shownUrl(url)} is larger than ${largestList} bytes`);
      }
    } catch (error) {
      throw failure() ?? error;
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (isDriverError(error, "notFound")) return undefined;
    throw error;
  } finally {
    limit.active();
  }
}
