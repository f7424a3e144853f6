/**
 * The pinned packages of Bun that executables are made from. `bun scripts/runtime-package.ts PACKAGE FILE` checks a
 * downloaded package: exit code 1 when it is not the pinned one.
 */
import { readFileSync } from "node:fs";
import { lockedPackages } from "./lock-file.ts";
import type { Runtime } from "./sbom.ts";

/** No package depends on this one, so the lock file does not have it; `npm view NAME@VERSION dist.integrity` prints it. */
const notLocked: readonly Runtime[] = [
  {
    name: "@oven/bun-linux-x64-baseline",
    version: "1.4.5",
    integrity: "sha512-s8yMwYcFnnrA178gji0gZbkE2WVDej/Ti1x770oPfihxyRxSMNhGhiAQNXV53aDeraZxksdvKV/RAdQBCd0qPA==",
  },
];

/** The package of this name (`bun-linux-x64`). @throws Error when it is not pinned at the version that builds */
export function runtimePackage(name: string): Runtime {
  const found = [...lockedPackages(), ...notLocked].find((each) => each.name === `@oven/${name}`);
  if (found?.version !== Bun.version) {
    throw new Error(`@oven/${name} is not pinned at ${Bun.version}, the version that builds: see scripts/runtime-package.ts`);
  }
  return found;
}

function main([name, file]: readonly string[]): void {
  if (name === undefined || file === undefined) throw new Error("usage: bun scripts/runtime-package.ts PACKAGE FILE");
  const { integrity } = runtimePackage(name);
  const digest = `sha512-${new Bun.CryptoHasher("sha512").update(readFileSync(file)).digest("base64")}`;
  if (digest !== integrity) throw new Error(`${file} is not the pinned @oven/${name}: it has ${digest}, not ${integrity}`);
}

if (import.meta.main) main(process.argv.slice(2));
