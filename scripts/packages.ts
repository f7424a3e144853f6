/**
 * Writes docs/packages.md, the list of every package with its licence; `--check` only reports whether it is up to date. Both
 * fail when a package is not pinned or has a licence that is not allowed (exit code 1).
 */
import { join } from "node:path";
import { bundledPackages, type LockedPackage, lockedPackages, wantedVersions } from "./lock-file.ts";
import { bundleOptions } from "./program.ts";

/** Those that go with an MPL-2.0 program that is given away without its sources. */
const licensesInside: ReadonlySet<string> = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"]);
/** And those of tools, which are not given away at all. */
const licensesOfTools: ReadonlySet<string> = new Set([
  ...licensesInside,
  "BlueOak-1.0.0",
  "MIT OR Apache-2.0",
  "Python-2.0",
  "Unlicense",
]);

/** What is wrong with the packages, one line each. */
export function packageFaults(
  wanted: Readonly<Record<string, string>>,
  locked: readonly LockedPackage[],
  inside: readonly LockedPackage[],
): readonly string[] {
  const bundled = new Set(inside);
  return [
    ...Object.entries(wanted)
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
      .map(([name, version]) => `${name}: package.json asks for ${version}: name one version`),
    ...locked.flatMap((each) => faultsOf(each, bundled.has(each))),
  ];
}

function faultsOf({ path, license, integrity, forBuilding }: LockedPackage, bundled: boolean): readonly string[] {
  const faults: string[] = [];
  if (integrity === undefined ? forBuilding : !integrity.startsWith("sha512-")) {
    faults.push(`${path}: package-lock.json has no SHA-512 of it: install it again with npm`);
  }
  if (license === undefined) faults.push(`${path}: its licence is unknown: look it up, and name it in scripts/lock-file.ts`);
  else if (!(bundled ? licensesInside : licensesOfTools).has(license)) {
    faults.push(`${path}: its licence ${license} is not one of those in scripts/packages.ts`);
  }
  return faults;
}

const introduction = `# Packages

<!-- Generated from package-lock.json and the bundle by scripts/packages.ts: run \`./scripts/generate\`. -->

Each is pinned in package-lock.json by version and SHA-512, which \`npm ci\` checks. Only variants of two tools for systems
that are not built on (other than Linux with glibc on x64 and arm64) have none: npm does not install them there.
\`./scripts/check\` fails when a package appears or goes, when its version or licence changes, and when it is not pinned.
\`./scripts/build\` writes the bill of materials (CycloneDX) of the executable beside it, as \`.cdx.json\`.`;

/** The text of docs/packages.md. */
export function packagesPage(locked: readonly LockedPackage[], inside: readonly LockedPackage[]): string {
  const bundled = new Set(inside);
  const runtime = locked.filter(({ name }) => name === "bun");
  const tools = locked.filter((each) => !bundled.has(each) && !runtime.includes(each));
  return `${[
    introduction,
    "## In the executable",
    table([...runtime, ...inside]),
    "`bun` is the runtime: MIT, and [what it is linked with](https://bun.sh/docs/project/licensing), of which JavaScriptCore is LGPL-2.",
    "## For building and testing only",
    table(tools),
    "The tests' Go modules are pinned in test/go.sum and test/bench/go-driver/go.sum.",
  ].join("\n\n")}\n`;
}

function table(packages: readonly LockedPackage[]): string {
  const rows = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  return ["| package | version | licence |", "| --- | --- | --- |", ...rows].join("\n");
}

async function main(): Promise<number> {
  const locked = lockedPackages();
  const { metafile } = await Bun.build({ ...bundleOptions().build, metafile: true });
  const inside = bundledPackages(Object.keys(metafile?.inputs ?? {}), locked);
  const faults = [...packageFaults(wantedVersions(), locked, inside)];
  const page = Bun.file(join(import.meta.dir, "../docs/packages.md"));
  const wanted = packagesPage(locked, inside);
  if (!process.argv.includes("--check")) await Bun.write(page, wanted);
  else if (!(await page.exists()) || (await page.text()) !== wanted) {
    faults.push("docs/packages.md is out of date: run ./scripts/generate, and look at what has changed");
  }
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main();
