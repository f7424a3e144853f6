import { expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { repository } from "../lab/paths.ts";
import { check } from "../lab/run.ts";
import { scratchDirectory } from "../lab/scratch.ts";

setDefaultTimeout(240_000);

const cleanup = forFile(new Cleanup());
/** Only what is bundled, and what bundles it: the other Node packages are large. */
const parts = "src scripts package.json package-lock.json tsconfig.json node_modules";
const leftOut = ["typescript", "@typescript", "@biomejs", "@oven", "knip", "@types"].map(
  (name) => `--exclude=node_modules/${name}`,
);

/** Builds a copy of the checkout in a folder of its own, as a user of its own, and answers the digests of the executable and its bill of materials. */
async function build(folder: string, user: number): Promise<readonly string[]> {
  mkdirSync(folder, { recursive: true });
  await check(["sh", "-c", `tar -C ${repository} ${leftOut.join(" ")} -cf - ${parts} | tar -C ${folder} -xf -`]);
  await check(["chown", "-R", `${user}:${user}`, folder]);
  const as = ["setpriv", `--reuid=${user}`, `--regid=${user}`, "--clear-groups"];
  await check([...as, "./scripts/build"], {
    cwd: folder,
    env: { HOME: folder, NOMAD_PODMAN_CACHE: join(folder, ".cache") },
    timeout: 120_000,
  });
  const executable = join(folder, "dist/nomad-driver-podman");
  const digests = await check(["sha256sum", executable, `${executable}.cdx.json`]);
  return digests
    .trim()
    .split("\n")
    .map((line) => line.split(" ", 1)[0] ?? "");
}

test.skipIf(process.getuid?.() !== 0)(
  "two builds of one checkout on two paths by two users are the same byte for byte",
  async () => {
    const directory = scratchDirectory(cleanup);
    chmodSync(directory, 0o755);
    const first = await build(join(directory, "one"), 0);
    const second = await build(join(directory, "another/path"), 65534);
    expect(first).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(second).toEqual(first);
  },
);
