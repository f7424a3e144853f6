/** What the bundler makes the executable's code from: for the build itself, and for the list of packages in it. */
import { join } from "node:path";
import type { BuildConfig } from "bun";
import { type LeanModules, leanModules } from "./lean-modules.ts";

/** The options without those of the executable, and the check to be made after the build. */
export function bundleOptions(): { readonly build: BuildConfig; readonly lean: LeanModules } {
  const lean = leanModules();
  return {
    lean,
    build: {
      entrypoints: [join(import.meta.dir, "../src/main.ts")],
      target: "bun",
      format: "esm",
      minify: true,
      // Where the checkout lies must not be found in the executable.
      define: { __dirname: '"/"', __filename: '"/"' },
      // What is imported late is also read late.
      splitting: true,
      // Loaded by grpc-js for its debugging service alone, which is not offered.
      external: ["@grpc/proto-loader"],
      plugins: [lean.plugin],
    },
  };
}
