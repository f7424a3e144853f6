import { beforeAll, expect, test } from "bun:test";
import { cpSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { repository } from "../lab/paths.ts";
import { check, run } from "../lab/run.ts";
import { scratchDirectory } from "../lab/scratch.ts";

const sources = [
  "src/deep/file.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "scripts/build",
  "scripts/bundle.ts",
  "scripts/lean-modules.ts",
  "scripts/lock-file.ts",
  "scripts/program.ts",
  "scripts/runtime-package.ts",
  "scripts/sbom.ts",
];

const cleanup = forFile(new Cleanup());
/** A checkout with the real scripts, but for a bundler that bundles nothing and for packages: those are Bun alone. */
let checkout: string;
let executable: string;

beforeAll(() => {
  checkout = scratchDirectory(cleanup);
  executable = join(checkout, "dist/nomad-driver-podman");
  cpSync(join(repository, "scripts"), join(checkout, "scripts"), { recursive: true });
  writeFileSync(join(checkout, "scripts/setup.d/npm.sh"), "setup_npm() { :; }\n");
  mkdirSync(join(checkout, "node_modules/.bin"), { recursive: true });
  symlinkSync(process.execPath, join(checkout, "node_modules/.bin/bun"));
  mkdirSync(join(checkout, "src/deep"), { recursive: true });
  for (const file of sources.filter((each) => !each.startsWith("scripts/"))) writeFileSync(join(checkout, file), "");
  const bundler = `await Bun.write(process.argv[2] ?? "", "#!/bin/sh\\n"); await Bun.write(process.argv[2] + ".cdx.json", "{}"); await Bun.$\`chmod +x \${process.argv[2]}\`;`;
  writeFileSync(join(checkout, "scripts/bundle.ts"), bundler);
});

const env = () => ({ NOMAD_DRIVER_PODMAN: "", NOMAD_PODMAN_CACHE: join(checkout, ".cache") });
const setup = () => check([join(checkout, "scripts/setup"), "driver"], { env: env() });
const isFresh = async () => (await run([join(checkout, "scripts/build"), "--is-fresh"], { env: env() })).exitCode === 0;
/** By a clock of the test's own: moments of a file system may be the same. */
const date = (path: string, seconds: number) => utimesSync(path, seconds, seconds);
const executableDate = () => statSync(executable).mtimeMs / 1_000;

async function buildLongAgo(): Promise<void> {
  await setup();
  for (const file of ["src", "src/deep", ...sources]) date(join(checkout, file), 1_000);
  date(executable, 2_000);
}

test("setup makes an executable that is missing, and build takes it for fresh", async () => {
  expect(await isFresh()).toBe(false);
  await setup();
  expect(await isFresh()).toBe(true);
});

test("setup and build keep an executable that is newer than all its sources", async () => {
  await buildLongAgo();
  await setup();
  await check([join(checkout, "scripts/build")], { env: env() });
  expect(executableDate()).toBe(2_000);
});

test("build makes the executable again when its bill of materials is gone", async () => {
  await buildLongAgo();
  rmSync(`${executable}.cdx.json`);
  expect(await isFresh()).toBe(false);
  await setup();
  expect(existsSync(`${executable}.cdx.json`)).toBe(true);
});

test.each(sources)("setup and build take the executable for stale after a change of %s", async (file) => {
  await buildLongAgo();
  date(join(checkout, file), 3_000);
  expect(await isFresh()).toBe(false);
  await setup();
  expect(executableDate()).toBeGreaterThan(3_000);
});
