/**
 * Makes an executable of src/main.ts, and its bill of materials: `bun scripts/bundle.ts OUTPUT [PACKAGE RUNTIME]`. PACKAGE is
 * the npm package of Bun for another machine, RUNTIME its program; without them the one that runs this is used.
 */
import { resolve } from "node:path";
import { version } from "../package.json";
import { bundledPackages, lockedPackages } from "./lock-file.ts";
import { bundleOptions } from "./program.ts";
import { runtimePackage } from "./runtime-package.ts";
import { billOfMaterials } from "./sbom.ts";

const ownPackage = `bun-linux-${process.arch === "arm64" ? "aarch64" : process.arch}`;

async function main([output, runtimeName = ownPackage, runtime]: readonly string[]): Promise<void> {
  if (output === undefined) throw new Error("usage: bun scripts/bundle.ts OUTPUT [PACKAGE RUNTIME]");
  const { build, lean } = bundleOptions();
  const { metafile } = await Bun.build({
    ...build,
    bytecode: true,
    metafile: true,
    compile: {
      outfile: resolve(output),
      // Compiling hot code later costs no measurable throughput and saves 4 MB at idle.
      jitPolicy: 10,
      // Whatever lies in the directory that Nomad starts it from is not its configuration.
      autoloadDotenv: false,
      autoloadBunfig: false,
      ...(runtime === undefined ? {} : { executablePath: resolve(runtime) }),
    },
  });
  lean.check();
  const packages = bundledPackages(Object.keys(metafile?.inputs ?? {}), lockedPackages());
  await Bun.write(`${output}.cdx.json`, billOfMaterials({ version, packages, runtime: runtimePackage(runtimeName) }));
}

await main(process.argv.slice(2));
