/** What biome.json promises, the layers of docs/architecture.md above all: files that break it are planted beside a copy of it. */

import { beforeAll, expect, test } from "bun:test";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { repository } from "../lab/paths.ts";
import { run } from "../lab/run.ts";
import { scratchDirectory } from "../lab/scratch.ts";

const pure = ["core", "config", "codec", "translate", "dialects"] as const;

/** Folders of src/, and what each may import of the others: a folder, or one file of it. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  cli: ["dialects/api", "driver", "podman", "cgroup", "platform", "translate", "config", "codec", "core"],
  plugin: ["rpc", "dialects/api", "driver/api", "platform/timers", "core"],
  rpc: ["dialects/api", "driver/api", "platform/timers", "config", "codec", "core"],
  dialects: ["driver/api", "config", "codec", "core"],
  driver: ["podman", "cgroup", "platform", "translate", "config", "codec", "core"],
  podman: ["platform/timers", "platform/open-files", "codec", "core"],
  cgroup: ["platform", "core"],
  platform: ["core"],
  translate: ["podman/containers/types", "podman/containers/spec-generator", "podman/system/types", "config", "codec", "core"],
  config: ["core"],
  codec: ["config/table/option", "core"],
  core: [],
};
/** Folders of src/driver/, and what each may import of the others. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  start: ["images", "logs", "services", "task"],
  stop: ["exits", "services", "task"],
  exits: ["health", "services", "task"],
  health: ["exec", "task"],
  garbage: ["images", "services", "task"],
  images: ["services", "task"],
  task: ["logs", "services"],
  exec: [],
  logs: [],
  services: [],
  stats: [],
};
const folders = Object.keys(mayImport);
const files = [
  "dialects/api",
  "driver/api",
  "platform/timers",
  "platform/open-files",
  "podman/containers/types",
  "podman/containers/spec-generator",
  "podman/system/types",
  "config/table/option",
];

/** Files of a folder below that are its own affair. */
const inner: readonly (readonly [from: string, file: string])[] = [
  ["driver", "podman/http/transport"],
  ["driver", "podman/hijack/open-connection"],
];

/** What no pure folder may do, one planted file each. */
const impure: readonly string[] = [
  'process.env["HOME"]',
  "Date.now()",
  "new Date()",
  "performance.now()",
  "setTimeout(() => {}, 1)",
  "setInterval(() => {}, 1)",
  "setImmediate(() => {})",
  "Bun.sleep(1)",
  "AbortSignal.timeout(1)",
  "Math.random()",
  'fetch("http://localhost")',
  'await import("node:fs")',
  'await import("node:timers/promises")',
  'await import("bun")',
  'await import("bun:ffi")',
];
/** What a pure folder may do. */
const harmless: readonly string[] = ["new Date(0)", 'Date.parse("2026-01-01")', 'await import("node:path")'];

/** Lines of a test, and whether they are refused. */
const promises: readonly (readonly [line: string, refused: boolean])[] = [
  ["expect(promise).rejects.toThrow();", true],
  ["expect(promise).resolves.toBe(1);", true],
  ["expect(promise).resolves.not.toBe(2);", true],
  ["act();", true],
  ["await expect(promise).rejects.toThrow();", false],
  ["await act();", false],
  ["void act();", false],
];

/** From sub-folders too: the patterns once began with one `../` only. */
const depths: readonly (readonly [below: string, up: string])[] = [
  ["", "../"],
  ["deep/", "../../"],
];

const cleanup = forFile(new Cleanup());
/** Planted files that the linter refused. */
let refused: ReadonlySet<string>;

beforeAll(async () => {
  const directory = scratchDirectory(cleanup);
  const plant = (path: string, text: string) => {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  };
  const configuration = JSON.parse(readFileSync(join(repository, "biome.json"), "utf8"));
  delete configuration.$schema;
  plant("biome.json", JSON.stringify({ ...configuration, vcs: { enabled: false } }));
  cpSync(join(repository, "scripts/lint"), join(directory, "scripts/lint"), { recursive: true });
  for (const [below, up] of depths) {
    for (const from of folders) {
      for (const to of [...folders.filter((folder) => folder !== from).map((folder) => `${folder}/planted`), ...files]) {
        if (!to.startsWith(`${from}/`)) plant(planted(from, below, to), `export * from "${up}${to}.ts";\n`);
      }
    }
  }
  for (const from of Object.keys(rooms)) {
    for (const to of Object.keys(rooms)) {
      if (to !== from) plant(planted(`driver/${from}`, "", to), `export * from "../${to}/planted.ts";\n`);
    }
  }
  for (const [from, file] of inner) plant(planted(from, "deep/", file), `export * from "../../${file}.ts";\n`);
  for (const folder of pure) {
    for (const [index, code] of [...impure, ...harmless].entries()) {
      plant(`src/${folder}/act-${index}.ts`, `export const act = ${code};\n`);
    }
  }
  for (const [index, [line]] of promises.entries()) {
    plant(`test/promise-${index}.test.ts`, `const act = async () => 1;\nconst promise = act();\nawait promise;\n${line}\n`);
  }
  const biome = join(repository, "node_modules/.bin/biome");
  const { stdout } = await run([biome, "lint", "--reporter=json", "--max-diagnostics=none", "."], { cwd: directory });
  const { diagnostics }: { diagnostics: { location: { path: string } }[] } = JSON.parse(stdout);
  refused = new Set(diagnostics.map(({ location }) => location.path));
});

function planted(from: string, below: string, to: string): string {
  return `src/${from}/${below}imports-${to.replaceAll("/", "-")}.ts`;
}

test.each(folders.flatMap((from) => depths.map(([below]) => [from, below] as const)))(
  "src/%s/%s may import what the architecture allows and nothing else",
  (from, below) => {
    const wanted = mayImport[from] ?? [];
    const all = folders.filter((folder) => folder !== from);
    const passed = all.filter((to) => !refused.has(planted(from, below, `${to}/planted`)));
    expect(passed).toEqual(all.filter((to) => wanted.includes(to)));
    const single = files.filter((file) => !file.startsWith(`${from}/`) && !passed.includes(file.split("/")[0] ?? ""));
    expect(single.filter((file) => !refused.has(planted(from, below, file)))).toEqual(
      single.filter((file) => wanted.includes(file)),
    );
  },
);

test.each(Object.entries(rooms))("src/driver/%s/ may import of the driver's other folders only %p", (from, wanted) => {
  const others = Object.keys(rooms).filter((to) => to !== from);
  expect(others.filter((to) => !refused.has(planted(`driver/${from}`, "", to))).sort()).toEqual([...wanted].sort());
});

test("docs/architecture.md lists what each folder of the driver may import of the others", () => {
  const text = readFileSync(join(repository, "docs/architecture.md"), "utf8");
  const found = [...text.matchAll(/^\| `driver\/(\w+)\/` \|.*\| ([^|]*) \|$/gm)].map(([, room, cell]) => [room, cell]);
  expect(found).toEqual(Object.entries(rooms).map(([room, names]) => [room, names.join(", ") || "nothing"]));
});

test.each(inner)("src/%s may not import %s", (from, file) => {
  expect(refused).toContain(planted(from, "deep/", file));
});

test.each(pure.flatMap((folder) => impure.map((code, index) => [folder, code, index] as const)))(
  "src/%s may not say %s",
  (folder, _, index) => {
    expect(refused).toContain(`src/${folder}/act-${index}.ts`);
  },
);

test.each(pure)("src/%s may read a moment that it is given, and join paths", (folder) => {
  expect(harmless.filter((_, index) => refused.has(`src/${folder}/act-${impure.length + index}.ts`))).toEqual([]);
});

test.each(promises)("%s in a test is rejected: %p", (text, isRefused) => {
  const index = promises.findIndex(([line]) => line === text);
  expect(refused.has(`test/promise-${index}.test.ts`)).toBe(isRefused);
});

test("docs/architecture.md lists what each folder may import", () => {
  const text = readFileSync(join(repository, "docs/architecture.md"), "utf8");
  const rows = [...text.matchAll(/^\| `src\/(\w+)\/` \|.*\| ([^|]*) \|$/gm)].map(([, folder, cell]) => [folder, cell]);
  const wanted = Object.entries(mayImport).map(([folder, names]) => [folder, names.join(", ") || "nothing"]);
  expect(rows).toEqual(wanted);
});
