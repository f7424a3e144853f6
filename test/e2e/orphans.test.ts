import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { guardedCleanup } from "../lab/cleanup.ts";
import { createLab } from "../lab/lab.ts";
import { nomadBinary } from "../lab/paths.ts";
import { waitFor } from "../lab/wait-for.ts";

// Nomad takes its time for most things; what hangs has its own, shorter bound.
setDefaultTimeout(150_000);

test("an agent that ends because its plugin rejects the configuration leaves no plugin", async () => {
  const cleanup = guardedCleanup();
  try {
    const lab = await createLab({ images: [], pluginConfig: 'client_http_timeout = "soon"' }, cleanup);
    const directory = join(lab.directory, "n");
    const agent = Bun.spawn([nomadBinary(), "agent", "-dev", `-config=${join(directory, "agent-0.hcl")}`], {
      cwd: directory,
      env: { ...process.env, TMPDIR: directory },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = await new Response(agent.stdout).text();
    expect(await agent.exited).toBe(1);
    expect(output).toContain("client_http_timeout");
    await waitFor("the plugin to end", () => lab.agent.pluginPids().length === 0, { timeout: 30_000 });
  } finally {
    await cleanup.run();
  }
});
