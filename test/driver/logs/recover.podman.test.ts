/** What recovery knows without a driver config: Nomad encodes that for StartTask only. journald is in test/machine/journald.test.ts. */
import { expect, setDefaultTimeout, test } from "bun:test";
import type { Logger } from "../../../src/core/logger.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { podmanProxy } from "../../fakes/podman-proxy.ts";
import { exitOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();

/** Prints what follows "go" when it is told to end by its own stop signal. */
const script = "trap 'echo last out; echo last err >&2; exit 7' TERM; echo out; echo err >&2; while :; do sleep 0.05; done";

test.each([
  ["nomad", /^out\nlast out\n$/, /^err\nlast err\n$/],
  ["k8s-file", /^\S+ stdout F out\n\S+ stderr F err\n\S+ stdout F last out\n\S+ stderr F last err\n$/, /^$/],
  ["none", /^$/, /^$/],
] as const)("recoverTask without a driver config goes on with logging.driver = %s", async (driver, out, err) => {
  const warnings: string[] = [];
  const warn = (text: string, fields?: object) => void warnings.push(`${text} ${JSON.stringify(fields)}`);
  const logger: Logger = { ...silentLogger, warn, error: warn, named: () => logger };
  await using proxy = await podmanProxy(podman.socketPath);
  await using lab = openLifecycleLab(proxy.socketPath, {}, logger);
  const before = lab.another();
  const task = lab.task(script, { logging: { driver }, healthcheck: { command: ["true"] } });
  const { handle } = await lab.start(task, before);
  if (driver !== "none") await waitFor("the first lines", () => /err\n/.test(task.output("stdout") + task.output("stderr")));
  else await Bun.sleep(300);
  await before.shutdown();
  const after = lab.another();
  await after.recoverTask({ ...handle, config: { ...handle.config, driverConfig: new Uint8Array() } });
  await after.stopTask(task.config.id, 10_000, "");
  expect(await exitOf(after, task)).toMatchObject({ exitCode: 7 });
  await after.destroyTask(task.config.id, false);
  await waitFor("the last lines", () => out.test(task.output("stdout")) && err.test(task.output("stderr")));
  expect(proxy.asked().filter((request) => request.includes("/logs"))).toEqual([]);
  expect(warnings).toEqual([]);
});
