/** Keeps modules out of the start of the executable that the program does not need there. */
import { basename, dirname, join } from "node:path";
import type { BunPlugin } from "bun";

/**
 * Modules of grpc-js that its server names and a server never calls: the client behind them is evaluated only if somebody
 * does. That is a tenth of the time from launch to the first answer (docs/performance.md).
 */
const deferred: ReadonlySet<string> = new Set(["make-client", "channel-credentials"]);

/** protobufjs asks for it and does without: 64-bit integers are numbers here (src/rpc/protobuf.ts), and it compiles WebAssembly. */
const absent = "long";

/** The plugin of one build. */
export interface LeanModules {
  readonly plugin: BunPlugin;
  /** After the build. @throws Error when a module was not met: the library has changed: check the list */
  check(): void;
}

export function leanModules(): LeanModules {
  const missing = new Set([...deferred, absent]);
  const files = new Map<string, string>();
  return {
    plugin: {
      name: "lean-modules",
      setup(build) {
        build.onResolve({ filter: /\/(make-client|channel-credentials)$/ }, ({ path, importer, namespace }) => {
          if (namespace !== "file" || !importer.includes("/@grpc/grpc-js/build/src/")) return undefined;
          const name = basename(path);
          missing.delete(name);
          files.set(name, join(dirname(importer), `${path}.js`));
          // By its name alone: where the checkout lies must not be found in the executable.
          return { path: name, namespace: "deferred" };
        });
        build.onLoad({ filter: /./, namespace: "deferred" }, ({ path }) => ({ loader: "js", contents: deferredModule(path) }));
        build.onResolve({ filter: /^deferred-module:/ }, ({ path }) => ({ path: files.get(path.replace(/^.*:/, "")) ?? path }));
        build.onResolve({ filter: new RegExp(`^${absent}$`) }, ({ path }) => {
          missing.delete(path);
          return { path, namespace: "absent" };
        });
        build.onLoad({ filter: /./, namespace: "absent" }, () => ({ loader: "js", contents: "module.exports = {};" }));
      },
    },
    check() {
      if (missing.size > 0) throw new Error(`nobody imports ${[...missing].join(", ")} any more: see scripts/lean-modules.ts`);
    },
  };
}

/** CommonJS that has everything the module has, from its first use on. */
function deferredModule(name: string): string {
  return `let loaded;
module.exports = new Proxy({}, { get: (_, name) => (loaded ??= require("deferred-module:${name}"))[name] });`;
}
