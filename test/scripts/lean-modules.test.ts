import { describe, expect, test } from "bun:test";
import { basename, join } from "node:path";
import { leanModules } from "../../scripts/lean-modules.ts";

const repository = join(import.meta.dir, "../..");

/** What an entry evaluates at once: what is reached by static imports and requires, without going through what is deferred. */
async function evaluated(entry: string): Promise<readonly string[]> {
  const lean = leanModules();
  const { metafile } = await Bun.build({
    entrypoints: [join(repository, entry)],
    target: "bun",
    external: ["@grpc/proto-loader"],
    plugins: [lean.plugin],
    metafile: true,
  });
  lean.check();
  const inputs = metafile?.inputs ?? {};
  const reached = new Set<string>();
  const follow = (path: string) => {
    if (reached.has(path) || path.startsWith("deferred:")) return;
    reached.add(path);
    for (const next of inputs[path]?.imports ?? []) {
      if (!isLate(next.path) && next.kind !== "dynamic-import" && next.external !== true) follow(next.path);
    }
  };
  follow(entry);
  return [...reached];
}

/** What late-driver.ts requires when it is called. */
const isLate = (path: string) => path === "src/rpc/driver-half.ts";

describe("the start of the executable", () => {
  test("evaluates of grpc-js what its server is made of, and nothing of its client", async () => {
    const modules = await evaluated("src/plugin/grpc-server.ts");
    const ofGrpc = modules.filter((path) => path.includes("/grpc-js/build/")).map((path) => basename(path, ".js"));
    expect(ofGrpc.sort()).toEqual([
      "admin",
      "backoff-timeout",
      "channelz",
      "connectivity-state",
      "constants",
      "duration",
      "environment",
      "error",
      "logging",
      "metadata",
      "orca",
      "resolver",
      "server",
      "server-call",
      "server-credentials",
      "server-interceptors",
      "stream-decoder",
      "subchannel-address",
      "subchannel-interface",
      "tls-helpers",
      "uri-parser",
    ]);
    expect(modules.filter((path) => path.includes("node_modules/long/"))).toEqual([]);
  });

  test("leaves the messages of the driver to the first call of it", async () => {
    const modules = await evaluated("src/plugin/grpc-server.ts");
    expect(modules.filter((path) => path.startsWith("src/rpc/gen/"))).toEqual(["src/rpc/gen/early.js"]);
  });

  test("prints the handshake before anything of gRPC is loaded", async () => {
    const modules = await evaluated("src/plugin/serve.ts");
    expect(modules.filter((path) => path.includes("node_modules/"))).toEqual([]);
  });
});
