import { closeSync, constants, unlinkSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { DriverError } from "../../core/errors.ts";
import { holdBelow } from "../../platform/below-allocation.ts";
import { fullDisk } from "../../platform/full-disk.ts";
import type { Checksum } from "../../translate/images/image-import.ts";

/** An archive that has what was promised, in a file that has no name: it is gone when it is closed, or the plugin ends. */
export interface SpooledArchive {
  readonly file: Blob;
  close(): Promise<void>;
}

/**
 * Keeps an archive until its checksum has been verified. Files of tasks are copied as well: they could be changed in between.
 *
 * @param allocDir whose disk is used
 * @throws DriverError `imageFailed` for another checksum and for a full disk; what reading and writing do
 */
export async function spoolArchive(
  archive: ReadableStream<Uint8Array>,
  allocDir: string,
  expected: Checksum,
  signal: AbortSignal,
): Promise<SpooledArchive> {
  const handle = await nameless(allocDir).catch((error: unknown) => {
    throw explained(error, allocDir);
  });
  try {
    const hash = new Bun.CryptoHasher(expected.algorithm);
    for await (const chunk of archive) {
      signal.throwIfAborted();
      hash.update(chunk);
      await writeAll(handle, chunk);
    }
    const found = hash.digest("hex");
    if (found !== expected.digits) {
      const { algorithm, digits } = expected;
      throw new DriverError("imageFailed", `checksum mismatch: expected ${algorithm}:${digits}, got ${algorithm}:${found}`);
    }
    return { file: Bun.file(`/proc/self/fd/${handle.fd}`), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw explained(error, allocDir);
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let written = 0; written < chunk.length; ) written += (await handle.write(chunk, written)).bytesWritten;
}

/** Another try may help once a full disk has room. */
function explained(error: unknown, allocDir: string): unknown {
  const full = fullDisk(error);
  if (full === undefined) return error;
  const text = `it cannot be kept in ${allocDir} until it is verified: ${full}`;
  return new DriverError("imageFailed", text, { cause: error, recoverable: true });
}

async function nameless(allocDir: string): Promise<FileHandle> {
  const directory = holdBelow(allocDir, []);
  try {
    const path = `/proc/self/fd/${directory}/.import-${crypto.randomUUID()}`;
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
    unlinkSync(path);
    return handle;
  } finally {
    closeSync(directory);
  }
}
