/**
 * Makes an executable of src/main.ts: `bun scripts/bundle.ts OUTPUT [RUNTIME]`. RUNTIME is the Bun of another machine;
 * without it the one that runs this is used.
 */
import { join, resolve } from "node:path";
import { leanModules } from "./lean-modules.ts";

async function main([output, runtime]: readonly string[]): Promise<void> {
  if (output === undefined) throw new Error("usage: bun scripts/bundle.ts OUTPUT [RUNTIME]");
  const lean = leanModules();
  await Bun.build({
    entrypoints: [join(import.meta.dir, "../src/main.ts")],
    target: "bun",
    format: "esm",
    minify: true,
    bytecode: true,
    // Where the checkout lies must not be found in the executable.
    define: { __dirname: '"/"', __filename: '"/"' },
    // What is imported late is also read late.
    splitting: true,
    // Loaded by grpc-js for its debugging service alone, which is not offered.
    external: ["@grpc/proto-loader"],
    plugins: [lean.plugin],
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
}

await main(process.argv.slice(2));
