import { beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { accessSync, constants, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { documents, documentText, scriptCalls } from "../docs/documents.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { repository } from "../lab/paths.ts";
import { check, run } from "../lab/run.ts";
import { scratchDirectory } from "../lab/scratch.ts";

// Each command installs the Node packages first.
setDefaultTimeout(240_000);

const calls = [...new Set(documents.flatMap((path) => scriptCalls(documentText(path))))];
const scriptOf = (call: string): string => /\.\/scripts\/([\w-]+)/.exec(call)?.[1] ?? "";
const scripts = [...new Set(calls.map(scriptOf))];

let clone: string;
const cleanup = forFile(new Cleanup());

beforeAll(async () => {
  clone = scratchDirectory(cleanup, "clone-");
  const copy = `git -C ${repository} ls-files -co --exclude-standard -z | tar -C ${repository} --null --ignore-failed-read -cf - -T - | tar -C ${clone} -xf -`;
  await check(["sh", "-c", copy]);
  await check(["sh", "-c", "git init -q && git add -A"], { cwd: clone });
});

/** A machine on which nobody has installed anything of this project: no Node packages, and no Bun on PATH. */
const freshEnvironment = {
  PATH: (process.env["PATH"] ?? "")
    .split(":")
    .filter((folder) => !existsSync(join(folder, "bun")))
    .join(":"),
  npm_config_prefer_offline: "true",
};

// ./scripts/check runs at the head of ./scripts/test, on whatever checkout that was called.
test.each(["./scripts/build", "./scripts/format", "./scripts/generate", "./scripts/test ./test/codec/k8s-log.test.ts"])(
  "%s works as the first command on a fresh clone",
  async (command) => {
    expect(calls).toContain(command);
    rmSync(join(clone, "node_modules"), { recursive: true, force: true });
    const { exitCode, stdout, stderr } = await run(["bash", "-c", command], {
      cwd: clone,
      env: { ...freshEnvironment, NOMAD_PODMAN_CACHE: join(clone, ".cache") },
      timeout: 200_000,
    });
    expect(exitCode, `${stdout}\n${stderr}`).toBe(0);
  },
);

test.each(scripts)("scripts/%s prints its usage, which has every flag that the documents name", async (script) => {
  const { exitCode, stdout, stderr } = await run([join(clone, "scripts", script), "--help"], {
    cwd: clone,
    env: freshEnvironment,
  });
  const usage = stdout + stderr;
  expect(usage.toLowerCase()).toContain("usage: scripts/");
  expect(exitCode).toBe(0);
  const named = calls.filter((call) => scriptOf(call) === script).flatMap((call) => call.match(/(?<=\s)--?[a-z][\w-]*/g) ?? []);
  for (const flag of named) expect(usage).toContain(flag);
});

test("npm run NAME is the same as ./scripts/NAME for every script", () => {
  const { scripts: named } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(named).sort()).toEqual([...scripts].sort());
  for (const [name, command] of Object.entries(named)) {
    expect(command).toBe(`./scripts/${name}`);
    accessSync(join(repository, command), constants.X_OK);
  }
});

test("no document calls a program that a fresh machine lacks", () => {
  for (const path of documents) expect(documentText(path)).not.toMatch(/`(npx|bun|bunx) [^`]*`|^\$ (npx|bun|bunx) /m);
});
