/** What package.json and package-lock.json say of the packages that build, test and go into the executable. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dir, "..");

/** One entry of the lock file. */
export interface LockedPackage {
  /** Where npm puts it: `node_modules/protobufjs`. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** SPDX expression; undefined where neither the lock file nor {@link undeclared} knows it. */
  readonly license: string | undefined;
  /** `sha512-` and the digest in Base64. */
  readonly integrity: string | undefined;
  /** True when npm installs it on a machine that builds and tests: Linux with glibc, on x64 or arm64. */
  readonly forBuilding: boolean;
  /** Names of the packages that it asks for. */
  readonly dependencies: readonly string[];
}

interface LockEntry {
  readonly version: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Those whose package.json names its licence in an older form, or whose variants for other systems the registry of the lock file lacked. */
const undeclared: readonly (readonly [RegExp, string])[] = [
  [/^prelude-ls$/, "MIT"],
  [/^@biomejs\/cli-/, "MIT OR Apache-2.0"],
  [/^@oxc-parser\/binding-/, "MIT"],
];

/** The packages of a lock file's text (version 3), in its order: by their paths. */
export function lockedPackages(text: string = readFileSync(join(root, "package-lock.json"), "utf8")): readonly LockedPackage[] {
  const { packages }: { packages: Readonly<Record<string, LockEntry>> } = JSON.parse(text);
  return Object.entries(packages)
    .filter(([path]) => path !== "")
    .map(([path, entry]) => lockedPackage(path, entry));
}

function lockedPackage(
  path: string,
  { version, license, integrity, os, cpu, libc, dependencies = {} }: LockEntry,
): LockedPackage {
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  return {
    path,
    name,
    version,
    license: license ?? undeclared.find(([names]) => names.test(name))?.[1],
    integrity,
    forBuilding: allows(os, "linux") && allows(libc, "glibc") && (allows(cpu, "x64") || allows(cpu, "arm64")),
    dependencies: Object.keys(dependencies),
  };
}

function allows(systems: readonly string[] | undefined, name: string): boolean {
  return systems?.includes(name) ?? true;
}

/** The packages that a bundle has code of, by its metafile's inputs; its own modules are left out. */
export function bundledPackages(inputs: Iterable<string>, locked: readonly LockedPackage[]): readonly LockedPackage[] {
  const paths = new Set([...inputs].map(packagePath));
  return locked.filter(({ path }) => paths.has(path));
}

/** The folder of the package that a file is in, as the lock file names it. */
function packagePath(file: string): string | undefined {
  const below = file.slice(Math.max(0, file.indexOf("node_modules/")));
  const at = below.lastIndexOf("node_modules/");
  const [first = "", second = ""] = below.slice(at + "node_modules/".length).split("/");
  return at < 0 ? undefined : `${below.slice(0, at)}node_modules/${first.startsWith("@") ? `${first}/${second}` : first}`;
}

/** What package.json asks for, by name. */
export function wantedVersions(
  text: string = readFileSync(join(root, "package.json"), "utf8"),
): Readonly<Record<string, string>> {
  const {
    dependencies,
    devDependencies,
  }: Record<"dependencies" | "devDependencies", Record<string, string>> = JSON.parse(text);
  return { ...dependencies, ...devDependencies };
}
