/**
 * Makes src/rpc/gen/ from proto/: static code of protobufjs and its types. With `--check` nothing is written and the
 * exit code says whether what is there is what would be made.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const repository = join(import.meta.dir, "..");
const target = join(repository, "src/rpc/gen");
/** What is spoken before the driver is asked for anything: all that a start evaluates. */
const early = ["base", "health", "hclspec", "plugin", "status", "structs"];
/** The modules that are made, and of which files. */
const modules: Readonly<Record<string, readonly string[]>> = {
  early,
  protocol: ["base", "driver", "health", "hclspec", "plugin", "status", "structs"],
};
const outputs = Object.keys(modules).flatMap((name) => [`${name}.js`, `${name}.d.ts`]);

/** No reflection, no checks of outgoing objects, no RPC classes: encode, decode and the enums. */
const codeOptions = ["--no-create", "--no-verify", "--no-convert", "--no-delimited", "--no-typeurl", "--no-service"];

async function tool(name: string, ...args: string[]): Promise<void> {
  const child = Bun.spawn([join(repository, "node_modules/.bin", name), ...args], { stdout: "inherit", stderr: "inherit" });
  const exitCode = await child.exited;
  if (exitCode !== 0) throw new Error(`${name} ended with ${exitCode}`);
}

async function generate(directory: string, name: string, files: readonly string[]): Promise<void> {
  const target = [
    "-t",
    "static-module",
    "-w",
    "es6",
    "--es6",
    "--force-number",
    // By it messages find each other.
    "--root",
    name === "protocol" ? "default" : name,
    "-p",
    join(repository, "proto"),
    ...codeOptions,
  ];
  const protoFiles = files.map((file) => join(repository, "proto", `${file}.proto`));
  const commented = join(directory, "commented.js");
  await tool("pbjs", ...target, "-o", commented, ...protoFiles);
  const types = join(directory, `${name}.d.ts`);
  await tool("pbts", "--no-comments", "-o", types, commented);
  const code = join(directory, `${name}.js`);
  await tool("pbjs", ...target, "--no-comments", "--dependency", "../protobuf.ts", "-o", code, ...protoFiles);
  await rewrite(code, (text) => text.replace(/^ +/gm, ""));
  await rewrite(types, (text) => text.replace('import Long = require("long");\n', "").replace(/^ +/gm, ""));
}

/** Half of what the tools write is indentation, and the types import a package that they do not use. */
async function rewrite(path: string, change: (text: string) => string): Promise<void> {
  await Bun.write(path, change(readFileSync(path, "utf8")));
}

async function main(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), "proto-"));
  try {
    for (const [name, files] of Object.entries(modules)) await generate(directory, name, files);
    if (!process.argv.includes("--check")) {
      for (const name of outputs) await Bun.write(join(target, name), Bun.file(join(directory, name)));
      return 0;
    }
    const stale = outputs.filter((name) => readFileSync(join(directory, name), "utf8") !== current(name));
    if (stale.length === 0) return 0;
    console.error(`src/rpc/gen: ${stale.join(", ")} is not what proto/ gives: run ./scripts/generate`);
    return 1;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function current(name: string): string | undefined {
  try {
    return readFileSync(join(target, name), "utf8");
  } catch {
    return undefined;
  }
}

process.exitCode = await main();
