import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { freePorts } from "../../lab/ports.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { openFingerprints } from "./fingerprints.ts";

setDefaultTimeout(120_000);

const podman = forFile(await ownPodmanService());
const lab = forFile(openLifecycleLab(podman.socketPath));
const [port = 0] = await freePorts(1);
const at = (name: string) => join(podman.root, name);
// A second service of the same Podman. Idle for a while it ends by itself, should nobody end it.
const overTcp = Bun.spawn(
  ["podman", "--root", at("root"), "--runroot", at("run"), "--tmpdir", at("tmp")].concat([
    "system",
    "service",
    "--time=60",
    `tcp://127.0.0.1:${port}`,
  ]),
  {
    cwd: podman.root,
    env: {
      ...process.env,
      CONTAINERS_CONF: at("containers.conf"),
      CONTAINERS_REGISTRIES_CONF: at("registries.conf"),
    },
    stdio: ["ignore", "ignore", "ignore"],
  },
);
forFile({
  async [Symbol.asyncDispose]() {
    overTcp.kill();
    await overTcp.exited;
  },
});
await waitFor("the service on TCP", async () => (await fetch(`http://127.0.0.1:${port}/_ping`)).ok);

test.each([
  ["unix:///x", () => `unix://${podman.socketPath}`],
  ["unix:/x", () => `unix:${podman.socketPath}`],
  ["unix://x, as the Go driver's documentation has it", () => `unix://${podman.socketPath.slice(1)}`],
  ["a bare path", () => podman.socketPath],
  ["tcp://host:port", () => `tcp://127.0.0.1:${port}`],
  ["http://host:port", () => `http://localhost:${port}/`],
] as const)("a whole task runs over a socket written as %s", async (_, written) => {
  const driver = lab.another({ socket_path: written() });
  using prints = openFingerprints(driver);
  const { attributes } = await prints.next(({ health }) => health === "healthy");
  expect(attributes["driver.podman.version"]).toMatch(/^\d+\.\d+/);
  const task = lab.task("trap 'exit 7' USR1; echo ready; while :; do sleep 0.05; done");
  await lab.start(task, driver);
  await waitFor("the first line", () => task.output("stdout").includes("ready"));
  // A connection that HTTP hands over.
  const exec = await driver.execTask(task.config.id, ["echo", "inside"], 20_000, never);
  expect(Buffer.from(exec.stdout).toString()).toBe("inside\n");
  await driver.signalTask(task.config.id, "USR1");
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 7 });
  await driver.destroyTask(task.config.id, false);
});
