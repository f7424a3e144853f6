import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DriverError } from "../../core/errors.ts";
import { runProgram } from "../../platform/run-program.ts";
import { timeoutSignal } from "../../platform/timers.ts";

/** Where systemd's importd has the keys that it trusts: the operator's, then the distribution's. */
export const importKeyrings: readonly string[] = [
  "/etc/systemd/import-pubring.gpg",
  "/etc/systemd/import-pubring.pgp",
  "/usr/lib/systemd/import-pubring.gpg",
  "/usr/lib/systemd/import-pubring.pgp",
];

/** How long the program may take, in milliseconds. */
const longestCheck = 30_000;

export interface SignedText {
  /** For messages. */
  readonly name: string;
  readonly text: Uint8Array;
  /** Detached, binary or in ASCII. */
  readonly signature: Uint8Array;
}

/**
 * Checks a detached OpenPGP signature with gpgv, which trusts every key of its keyrings.
 *
 * @throws DriverError `imageFailed` unless it is good and by one of the keys
 */
export async function verifySignature(
  { name, text, signature }: SignedText,
  keyrings: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const present = keyrings.filter((path) => existsSync(path));
  const program = Bun.which("gpgv");
  if (program === null || present.length === 0) {
    const lack = program === null ? "gpgv is not installed" : `there is none of ${keyrings.join(", ")}`;
    throw new DriverError("imageFailed", `verify = "signature" needs gpgv and an import keyring on the node: ${lack}`);
  }
  const directory = await mkdtemp(join(tmpdir(), "nomad-import-"));
  try {
    const files = { text: join(directory, "text"), signature: join(directory, "signature") };
    await Promise.all([writeFile(files.text, text), writeFile(files.signature, signature)]);
    const rings = present.flatMap((path) => ["--keyring", path]);
    // The plugin's user may have a keyring of its own, which does not count.
    const command = [program, "--homedir", directory, "--status-fd", "1", ...rings, files.signature, files.text];
    const bound = AbortSignal.any([signal, timeoutSignal(longestCheck)]);
    const { output, code } = await runProgram(command, "", bound);
    if (code === 0 && /^\[GNUPG:\] GOODSIG /m.test(output)) return;
    throw new DriverError("imageFailed", `the signature of ${name} ${whyBad(output)}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function whyBad(output: string): string {
  const [, key] = /^\[GNUPG:\] NO_PUBKEY ([0-9A-F]+)$/m.exec(output) ?? [];
  if (key !== undefined) return `is by key ${key}, which the import keyring lacks`;
  if (/^\[GNUPG:\] BADSIG /m.test(output)) return "does not fit: the file was changed since it was signed";
  if (/^\[GNUPG:\] (EXPKEYSIG|EXPSIG|REVKEYSIG) /m.test(output)) return "or its key has expired or was revoked";
  return "cannot be read by gpgv";
}
