import { DriverError } from "./errors.ts";

const unitBytes: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes as Nomad counts memory: in MiB, or as they are where they are not whole ones. */
export function memoryText(bytes: number): string {
  return bytes % 1024 ** 2 === 0 ? `${bytes / 1024 ** 2} MiB` : `${bytes} bytes`;
}

/**
 * Bytes of a size such as `32m` or `32 MB` (units b, k, m, g of 1024, in either case, with a blank and a `b` or without; a bare
 * number is bytes), as Podman's own flags take it.
 *
 * @throws DriverError `invalidConfig` that names the value and gives an example.
 */
export function parseByteSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([bkmg])?b?$/i.exec(text.trim());
  const bytes = match === null ? Number.NaN : Number(match[1]) * (unitBytes[(match[2] ?? "b").toLowerCase()] ?? 1);
  if (!Number.isFinite(bytes) || bytes > Number.MAX_SAFE_INTEGER) {
    throw new DriverError(
      "invalidConfig",
      `"${text}" is not a size: write a number of bytes, or one with a unit (b, k, m, g), such as "32m" or "32 MB"`,
    );
  }
  return Math.trunc(bytes);
}
