import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectedChecksum } from "../../../src/driver/images/checksum.ts";
import { ActivityLimit } from "../../../src/driver/images/pull-limits.ts";
import { verifySignature } from "../../../src/driver/images/signature.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { check } from "../../lab/run.ts";
import { scratchDirectory } from "../../lab/scratch.ts";

/** gpg makes the keys and signatures of the test; the driver itself needs gpgv only. */
const noGpg = Bun.which("gpg") === null || Bun.which("gpgv") === null;

const never = new AbortController().signal;
const cleanup = new Cleanup();
const digits = "0123456789abcdef".repeat(4);
const text = Buffer.from(`${digits}  rootfs.tar\n`);
let keyring: string;
let other: string;
/** Of the text, by the key of `keyring`: binary, and in ASCII. */
let signatures: Record<"binary" | "armored", Uint8Array>;

beforeAll(async () => {
  if (noGpg) return;
  const directory = scratchDirectory(cleanup);
  const home = join(directory, "g");
  mkdirSync(home, { mode: 0o700 });
  const gpg = (...args: string[]) => check(["gpg", "--homedir", home, "--batch", "--yes", "--passphrase", "", ...args]);
  cleanup.defer(() => check(["gpgconf", "--homedir", home, "--kill", "all"]));
  const file = join(directory, "SHA256SUMS");
  writeFileSync(file, text);
  const made = async (name: string) => {
    await gpg("--quick-generate-key", `${name}@example`, "ed25519", "sign", "never");
    const path = join(directory, `${name}.gpg`);
    await gpg("--output", path, "--export", `${name}@example`);
    return path;
  };
  keyring = await made("publisher");
  other = await made("stranger");
  const sign = async (...armor: string[]) => {
    const path = join(directory, `signature${armor.length}`);
    await gpg("--local-user", "publisher@example", ...armor, "--output", path, "--detach-sign", file);
    return new Uint8Array(await Bun.file(path).arrayBuffer());
  };
  signatures = { binary: await sign(), armored: await sign("--armor") };
});

afterAll(() => cleanup.run());

test.skipIf(noGpg).each(["binary", "armored"] as const)("a %s signature by a key of a keyring is good", async (form) => {
  const signed = { name: "SHA256SUMS", text, signature: signatures[form] };
  await verifySignature(signed, ["/nonexistent.gpg", other, keyring], never);
});

test.skipIf(noGpg).each([
  {
    what: "by another key",
    given: () => ({ keyrings: [other] }),
    reason: /is by key [0-9A-F]{16}, which the import keyring lacks$/,
  },
  {
    what: "of another text",
    given: () => ({ text: Buffer.from(`${digits}  rootfs2.tar\n`) }),
    reason: /does not fit: the file was changed since it was signed$/,
  },
  { what: "that is none", given: () => ({ signature: text }), reason: /cannot be read by gpgv$/ },
])("a signature $what is an error", async ({ given, reason }) => {
  const all = { name: "SHA256SUMS", text, signature: signatures.binary, keyrings: [keyring], ...given() };
  await expect(verifySignature(all, all.keyrings, never)).rejects.toThrow(reason);
});

test("without a keyring no signature is good", async () => {
  const signed = { name: "SHA256SUMS", text, signature: new Uint8Array() };
  await expect(verifySignature(signed, ["/nonexistent.gpg"], never)).rejects.toThrow(
    /^verify = "signature" needs gpgv and an import keyring on the node: /,
  );
});

test.skipIf(noGpg).each([".gpg", ".asc"])("the checksum of a list with a good %s beside it is taken", async (ending) => {
  const files: Readonly<Record<string, Uint8Array>> = {
    "/SHA256SUMS": text,
    [`/SHA256SUMS${ending}`]: signatures[ending === ".gpg" ? "binary" : "armored"],
  };
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: (request) => {
      const found = files[new URL(request.url).pathname];
      return found === undefined ? new Response("", { status: 404 }) : new Response(new Uint8Array(found));
    },
  });
  const limit = new ActivityLimit(60_000);
  try {
    const urls = [`http://127.0.0.1:${server.port}/SHA256SUMS`];
    const published = { kind: "published", urls, file: "rootfs.tar", signed: true } as const;
    const found = await expectedChecksum(published, true, limit, never, [keyring]);
    expect(found).toEqual({ algorithm: "sha256", digits });
    await expect(expectedChecksum(published, true, limit, never, [other])).rejects.toThrow(/import keyring lacks/);
  } finally {
    limit.pause();
    server.stop(true);
  }
});
