import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bundledPackages, lockedPackages, wantedVersions } from "../../scripts/lock-file.ts";
import { packageFaults, packagesPage } from "../../scripts/packages.ts";
import { repository } from "../lab/paths.ts";

const integrity = "sha512-AAAA";
const lockFile = (packages: object) => lockedPackages(JSON.stringify({ packages: { "": {}, ...packages } }));
const good = { version: "1.2.3", integrity, license: "MIT" };

describe("packageFaults()", () => {
  test("finds none in this repository's files", () => {
    expect(packageFaults(wantedVersions(), lockedPackages(), [])).toEqual([]);
  });

  test("passes a tool's variant for another system without a digest: npm does not install it here", () => {
    const variant = { version: "1.0.0", license: "MIT", os: ["darwin"], cpu: ["arm64"] };
    expect(packageFaults({}, lockFile({ "node_modules/x": variant }), [])).toEqual([]);
  });

  test.each([
    ["a package without a digest", {}, { ...good, integrity: undefined }, "no SHA-512"],
    ["a digest that is not SHA-512", {}, { ...good, integrity: "sha1-AAAA" }, "no SHA-512"],
    [
      "a variant for Linux without a digest",
      {},
      { ...good, integrity: undefined, os: ["linux"], cpu: ["arm64"] },
      "no SHA-512",
    ],
    ["a licence that is not known", {}, { ...good, license: undefined }, "licence is unknown"],
    ["a licence that is not allowed", {}, { ...good, license: "GPL-3.0-only" }, "GPL-3.0-only is not one"],
    ["a tool's licence in the executable", {}, { ...good, license: "Unlicense" }, "Unlicense is not one"],
    ["a range of versions", { x: "^1.2.3" }, good, "asks for ^1.2.3"],
  ])("finds %s", (_, wanted, entry, fault) => {
    const locked = lockFile({ "node_modules/x": entry });
    expect(packageFaults(wanted, locked, locked)).toEqual([expect.stringContaining(fault)]);
  });
});

test("packagesPage() changes with each package, version and licence, and with what is in the executable", () => {
  const page = (entry: object, bundled = false) => {
    const locked = lockFile({ "node_modules/x": entry });
    return packagesPage(locked, bundled ? locked : []);
  };
  const pages = [
    page(good),
    page(good, true),
    page({ ...good, version: "1.2.4" }),
    page({ ...good, license: "ISC" }),
    packagesPage(lockFile({ "node_modules/x": good, "node_modules/y": good }), []),
  ];
  expect(new Set(pages).size).toBe(pages.length);
});

test("bundledPackages() finds a package by its files, also one that is nested in another", () => {
  const locked = lockFile({ "node_modules/x": good, "node_modules/@a/b": good, "node_modules/@a/b/node_modules/x": good });
  const files = ["src/main.ts", "../checkout/node_modules/@a/b/node_modules/x/index.js", "node_modules/@a/b/index.js"];
  expect(bundledPackages(files, locked).map(({ path }) => path)).toEqual([
    "node_modules/@a/b",
    "node_modules/@a/b/node_modules/x",
  ]);
});

test("docs/packages.md lists every package of the lock file", () => {
  const page = readFileSync(join(repository, "docs/packages.md"), "utf8");
  const missing = lockedPackages().filter(({ name, version }) => !page.includes(`| ${name} | ${version} |`));
  expect(missing).toEqual([]);
});
