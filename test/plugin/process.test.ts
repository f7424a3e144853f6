import { afterEach, describe, expect, test } from "bun:test";
import { existsSync, statSync } from "node:fs";
import { connect as connectSocket } from "node:net";
import { dirname, join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { isAlive } from "../../src/platform/processes.ts";
import { baseMethods } from "../../src/rpc/base-service.ts";
import { connect, serviceClient } from "../lab/grpc-client.ts";
import { cookie, type LaunchOptions, launchPlugin, type PluginClient, pluginCommand } from "../lab/plugin-client.ts";
import { waitFor } from "../lab/wait-for.ts";

const started: PluginClient[] = [];

async function launch(options?: LaunchOptions): Promise<PluginClient> {
  const plugin = await launchPlugin(options);
  started.push(plugin);
  return plugin;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((plugin) => plugin.kill()));
});

const socketOf = (plugin: PluginClient) => plugin.handshake[3] ?? "";

describe("the process", () => {
  test("serves PluginInfo, health and its own services on a private socket", async () => {
    const plugin = await launch();
    expect(plugin.handshake.slice(0, 3)).toEqual(["1", "2", "unix"]);
    expect(statSync(dirname(socketOf(plugin))).mode & 0o777).toBe(0o700);
    expect(await plugin.base.PluginInfo({})).toMatchObject({ name: "podman", type: 2 });
    expect(await plugin.health.Check({ service: "plugin" })).toMatchObject({ status: 1 });
    const refused = plugin.health.Check({ service: "other" }).catch((error) => error);
    expect(await refused).toMatchObject({ code: 5 });
  });

  test("prints nothing on stdout after the handshake", async () => {
    const plugin = await launch();
    await plugin.setConfig({});
    await plugin.driver.Capabilities({});
    await plugin.setConfig({ client_http_timeout: "soon" }).catch(() => {});
    await plugin.controller.Shutdown({});
    await plugin.exited;
    expect(plugin.stdoutLines).toEqual([]);
    for (const line of plugin.stderrLines) expect(JSON.parse(line)).toHaveProperty("@message");
  });

  test("warns on stderr of a deprecated option that is set", async () => {
    const plugin = await launch();
    await plugin.setConfig({ recover_stopped: true });
    await plugin.controller.Shutdown({});
    await plugin.exited;
    const lines = plugin.stderrLines.map((line) => JSON.parse(line));
    expect(lines.filter((line) => /recover_stopped is deprecated/.test(line["@message"]))).toMatchObject([
      { "@level": "warn" },
    ]);
  });

  test("keeps the streams of go-plugin's client open, and rejects a knock", async () => {
    const plugin = await launch();
    const controller = new AbortController();
    const reading = (async () => {
      for await (const _ of plugin.stdio.StreamStdio({}, { signal: controller.signal }));
    })().catch((error) => error);
    const broker = plugin.broker.StartStream();
    const answer = new Promise((resolve) => broker.once("data", resolve));
    broker.write({ serviceId: 7, knock: { knock: true } });
    expect(await answer).toMatchObject({ serviceId: 7, knock: { knock: true, ack: false } });
    const closed = new Promise((resolve) => broker.once("end", () => resolve("closed")));
    broker.end();
    expect(await closed).toBe("closed");
    controller.abort();
    expect(await reading).toMatchObject({ code: 1 });
  });

  test("serves mutual TLS to the client with the certificate only", async () => {
    const plugin = await launch({ mutualTls: true });
    expect(await plugin.base.PluginInfo({})).toMatchObject({ name: "podman" });
    const stranger = connect(`unix:${socketOf(plugin)}`, credentials.createInsecure());
    const call = serviceClient(stranger, baseMethods).PluginInfo({});
    expect(await call.catch((error) => error)).toMatchObject({ code: expect.any(Number) });
    stranger.close();
    expect(await plugin.base.PluginInfo({})).toMatchObject({ name: "podman" });
  });

  test.each(["SIGINT", "SIGHUP"] as const)("ignores %s", async (name) => {
    const plugin = await launch();
    plugin.signal(name);
    expect(await plugin.base.PluginInfo({})).toMatchObject({ name: "podman" });
    plugin.signal(name);
    expect(await plugin.health.Check({})).toMatchObject({ status: 1 });
  });

  test("ends cleanly on SIGTERM, with its directory", async () => {
    const plugin = await launch();
    await plugin.setConfig({});
    plugin.signal("SIGTERM");
    expect(await plugin.exited).toBe(0);
    expect(existsSync(dirname(socketOf(plugin)))).toBe(false);
  });

  test("ends on the controller's Shutdown, also with streams open", async () => {
    const plugin = await launch();
    const controller = new AbortController();
    void (async () => {
      for await (const _ of plugin.stdio.StreamStdio({}, { signal: controller.signal }));
    })().catch(() => {});
    await plugin.controller.Shutdown({});
    expect(await plugin.exited).toBe(0);
    expect(existsSync(dirname(socketOf(plugin)))).toBe(false);
  });

  test.each([
    ["nothing of HTTP/2", Buffer.from("GET / HTTP/1.1\r\n\r\n")],
    ["a preface and then garbage", Buffer.concat([Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Buffer.alloc(5000, 0xff)])],
    ["zeros", Buffer.alloc(100_000)],
  ])("survives a client that sends %s", async (_, bytes) => {
    const plugin = await launch();
    await new Promise<void>((resolve) => {
      const socket = connectSocket(socketOf(plugin), () => socket.end(bytes));
      socket.on("error", () => {});
      socket.on("close", () => resolve());
      socket.resume();
      setTimeout(() => socket.destroy(), 1_000).unref();
    });
    expect(await plugin.base.PluginInfo({})).toMatchObject({ name: "podman" });
  });

  test("rejects a message over its limit and keeps serving", async () => {
    const plugin = await launch();
    const huge = { msgpackConfig: new Uint8Array(65 * 1024 * 1024) };
    const refused = plugin.base.SetConfig(huge).catch((error) => error);
    expect(await refused).toMatchObject({ code: 8 });
    expect(await plugin.base.PluginInfo({})).toMatchObject({ name: "podman" });
  });

  test("ends at once, with the reason, when it cannot listen", async () => {
    const env = { ...process.env, ...cookie, PLUGIN_UNIX_SOCKET_DIR: "/nonexistent" };
    const child = Bun.spawn(pluginCommand(), { env, stdout: "pipe", stderr: "pipe", stdin: "ignore" });
    expect(await child.exited).toBe(1);
    expect(await new Response(child.stderr).text()).toContain("/nonexistent");
    expect(await new Response(child.stdout).text()).toBe("");
  });

  test("keeps serving when the process that started it is killed and no one reads its log", async () => {
    // A parent that starts the plugin with pipes, hands its handshake on, and is killed.
    const script =
      'import { spawn } from "node:child_process"; const [file, ...args] = JSON.parse(process.env.COMMAND); const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], detached: true }); child.stdout.once("data", (data) => process.stdout.write(child.pid + "|" + data)); setTimeout(() => {}, 60_000);';
    const env = { ...process.env, ...cookie, COMMAND: JSON.stringify(pluginCommand()) };
    const parent = Bun.spawn([process.execPath, "-e", script], { env, stdout: "pipe", stderr: "ignore", stdin: "ignore" });
    const { value } = await parent.stdout.getReader().read();
    const [pid, , , , address] = new TextDecoder().decode(value).split("|");
    parent.kill("SIGKILL");
    await parent.exited;
    const connection = connect(`unix:${address}`, credentials.createInsecure());
    try {
      const base = serviceClient(connection, baseMethods);
      for (let round = 0; round < 3; round += 1) {
        // Each refusal is logged, to a pipe that nobody reads.
        const refusal = await base.SetConfig({ msgpackConfig: Uint8Array.of(0xc1) }).catch((error) => error);
        expect(refusal).toMatchObject({ code: 2 });
      }
      expect(await base.PluginInfo({})).toMatchObject({ name: "podman" });
    } finally {
      connection.close();
      process.kill(Number(pid), "SIGTERM");
    }
  });
});

/** A client of its own process, which is killed: what is left of the agent's side is what the kernel leaves. */
async function killedClientOf(config: unknown): Promise<number> {
  const helper = JSON.stringify(join(import.meta.dir, "../lab/plugin-client.ts"));
  const script = `
    const { launchPlugin } = await import(${helper});
    const plugin = await launchPlugin();
    await plugin.base.PluginInfo({});
    ${config === undefined ? "" : `await plugin.setConfig(${JSON.stringify(config)}).catch(() => {});`}
    console.log(plugin.pid);
    setInterval(() => {}, 60_000);`;
  const client = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "inherit", stdin: "ignore" });
  const { value } = await client.stdout.getReader().read();
  client.kill("SIGKILL");
  await client.exited;
  return Number(new TextDecoder().decode(value));
}

test("a plugin outlives its client only when it has been configured", async () => {
  const refused = { client_http_timeout: "soon" };
  const [kept, ...orphans] = await Promise.all([{}, refused, undefined].map(killedClientOf));
  try {
    await waitFor("the others to end", () => orphans.every((pid) => !isAlive(pid)), { timeout: 30_000 });
    expect(isAlive(kept ?? 0)).toBe(true);
  } finally {
    for (const pid of [kept ?? 0, ...orphans]) if (isAlive(pid)) process.kill(pid, "SIGTERM");
  }
}, 120_000);

describe("by hand", () => {
  async function run(...args: string[]) {
    const child = Bun.spawn([...pluginCommand(), ...args], {
      env: { ...process.env, NOMAD_PLUGIN_MAGIC_COOKIE: "" },
      stdout: "pipe",
      stderr: "pipe",
      stdin: "ignore",
    });
    const [out, err, code] = await Promise.all([
      new Response(child.stdout).text(),
      new Response(child.stderr).text(),
      child.exited,
    ]);
    return { out, err, code };
  }

  test("it explains itself and fails", async () => {
    const { out, err, code } = await run();
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toContain("plugin of Nomad");
  });

  test("it prints its version", async () => {
    expect(await run("--version")).toEqual({
      out: expect.stringMatching(/^nomad-driver-podman \d+\.\d+\.\d+\n$/),
      err: "",
      code: 0,
    });
  });

  test("it rejects unknown flags", async () => {
    const { err, code } = await run("--bogus");
    expect(code).toBe(2);
    expect(err).toContain("usage:");
  });

  test("it fingerprints a Podman that is not there as unhealthy", async () => {
    const { out, code } = await run("--fingerprint", "--json", "--socket", "unix:///nonexistent/podman.sock");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ description: expect.stringContaining("/nonexistent/podman.sock") });
  });
});
