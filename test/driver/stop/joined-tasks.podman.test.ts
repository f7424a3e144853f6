import { expect, setDefaultTimeout, test } from "bun:test";
import { randomUUID } from "node:crypto";
import type { Driver } from "../../../src/driver/api.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));

/** Ends with 1 by SIGUSR1, with 0 by SIGTERM. */
const patientScript = "trap 'exit 1' USR1; trap 'exit 0' TERM; echo ready; while :; do sleep 0.05; done";

/** Two tasks of one allocation, of which one shares namespaces of the other; each with its signal handlers in place. */
async function pod(options: Readonly<Record<string, string>>, driver: Driver = lab.driver) {
  const allocId = randomUUID();
  const main = lab.task(patientScript, {}, { allocId, name: "main" });
  const joining = Object.fromEntries(Object.keys(options).map((option) => [option, "task:main"]));
  const side = lab.task(patientScript, joining, { allocId, name: "side" });
  const handles = { main: (await lab.start(main, driver)).handle, side: (await lab.start(side, driver)).handle };
  for (const each of [main, side]) await waitFor("its handlers", () => each.output("stdout").includes("ready"));
  return { main, side, handles };
}

/** The same task as Nomad starts it once more. */
const again = (task: TaskFixture): TaskFixture => ({
  ...task,
  config: { ...task.config, id: `${task.config.allocId}/${task.config.name}/${randomUUID().slice(0, 8)}` },
});

/** The task ends with 1, and Nomad takes it down. */
async function fails(task: TaskFixture, driver: Driver): Promise<void> {
  await driver.signalTask(task.config.id, "USR1").catch(() => undefined);
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 1 });
  await driver.destroyTask(task.config.id, false);
}

const namespacesOf = (task: TaskFixture, kinds: readonly string[]): Promise<string> =>
  podman.podman("exec", nameOf(task), "sh", "-c", `for kind in ${kinds.join(" ")}; do readlink /proc/self/ns/$kind; done`);

async function namesOf({ config }: TaskFixture): Promise<string[]> {
  const all = await podman.podman("ps", "--all", "--format", "{{.Names}}", "--filter", `name=${config.allocId}`);
  return all.split("\n").filter((name) => name !== "");
}

/** The rest is removed in the background. */
const onlyThese = (task: TaskFixture, ...tasks: readonly TaskFixture[]): Promise<boolean> => {
  const wanted = tasks.map(nameOf).sort().join();
  return waitFor("the other containers to be gone", async () => (await namesOf(task)).sort().join() === wanted);
};

const messagesOf = ({ config }: TaskFixture) =>
  lab.events.filter(({ taskId }) => taskId === config.id).map(({ message }) => message);

test.each([[{ network_mode: "net" }], [{ ipc_mode: "ipc" }], [{ network_mode: "net", ipc_mode: "ipc", uts_mode: "uts" }]])(
  "a task starts again although another shares its namespaces, which is ended to join the new ones: %j",
  async (options) => {
    const { main, side } = await pod(options as Readonly<Record<string, string>>);
    let [mainNow, sideNow] = [main, side];
    for (let round = 1; round <= 2; round += 1) {
      await fails(mainNow, lab.driver);
      const before = sideNow;
      await waitFor("the event", () =>
        messagesOf(before).some((text) => text.includes('Task "main"') && text.includes("ended")),
      );
      expect(lab.driver.inspectTask(before.config.id).state).toBe("running");
      mainNow = again(main);
      await lab.start(mainNow);
      expect(await exitOf(lab.driver, before)).toMatchObject({
        error: expect.stringContaining('task "main" was started again'),
      });
      await lab.driver.destroyTask(before.config.id, false);
      sideNow = again(side);
      await lab.start(sideNow);
      await onlyThese(main, main, side);
      const kinds = Object.values(options);
      expect(await namespacesOf(sideNow, kinds)).toBe(await namespacesOf(mainNow, kinds));
    }
    await lab.driver.destroyTask(mainNow.config.id, true);
    await lab.driver.destroyTask(sideNow.config.id, true);
    await onlyThese(main);
  },
);

test("a task that shares another's process namespace ends with it, and joins the next one", async () => {
  const { main, side } = await pod({ pid_mode: "pid" });
  await fails(main, lab.driver);
  expect(await exitOf(lab.driver, side)).toMatchObject({ signal: 9 });
  await lab.driver.destroyTask(side.config.id, false);
  const [mainNow, sideNow] = [again(main), again(side)];
  // As when its restart comes first.
  const starting = lab.start(sideNow);
  await waitFor("the wait", () => messagesOf(sideNow).some((text) => text.includes('pid_mode = "task:main"')));
  await lab.start(mainNow);
  await starting;
  expect(await namespacesOf(sideNow, ["pid"])).toBe(await namespacesOf(mainNow, ["pid"]));
  await lab.driver.destroyTask(mainNow.config.id, true);
  await lab.driver.destroyTask(sideNow.config.id, true);
  await onlyThese(main);
});

test.each(["main first", "side first"])(
  "a task that lost its namespaces while the plugin was away is ended: %s",
  async (order) => {
    const first = lab.another();
    const { main, side, handles } = await pod({ network_mode: "net" }, first);
    await fails(main, first);
    await first.shutdown();
    // It knows nothing of the other task, as a plugin that was killed before it could end that one.
    const second = lab.another();
    const mainNow = again(main);
    const { handle } = await lab.start(mainNow, second);
    await second.shutdown();
    const third = lab.another();
    const recovered = order === "main first" ? [handle, handles.side] : [handles.side, handle];
    for (const each of recovered) await third.recoverTask(each);
    expect(await exitOf(third, side)).toMatchObject({ error: expect.stringContaining('task "main" was started again') });
    expect((await namesOf(main)).filter((name) => name.includes("replaced"))).toHaveLength(1);
    await third.destroyTask(side.config.id, false);
    await onlyThese(main, main);
    await third.destroyTask(mainNow.config.id, true);
  },
);

test("with gc { container = false } no container is left besides those of the last run", async () => {
  const keeping = lab.another({ gc: { container: false } });
  const { main, side } = await pod({ network_mode: "net" }, keeping);
  await fails(main, keeping);
  const [mainNow, sideNow] = [again(main), again(side)];
  await lab.start(mainNow, keeping);
  await exitOf(keeping, side);
  await keeping.destroyTask(side.config.id, false);
  await lab.start(sideNow, keeping);
  await onlyThese(main, main, side);
  for (const each of [sideNow, mainNow]) {
    await keeping.destroyTask(each.config.id, true);
    await podman.podman("rm", "--force", nameOf(each));
  }
});

test("a task that shares the namespaces of a foreign container keeps running", async () => {
  const allocId = randomUUID();
  const id = (await podman.podman("run", "--detach", podman.image, "sleep", "600")).trim();
  const side = lab.task(patientScript, { network_mode: `container:${id}` }, { allocId, name: "side" });
  const main = lab.task("exit 0", {}, { allocId, name: "main" });
  await lab.start(side);
  await podman.podman("kill", "--signal", "KILL", id);
  await lab.start(main);
  await exitOf(lab.driver, main);
  expect(lab.driver.inspectTask(side.config.id).state).toBe("running");
  for (const each of [main, side]) await lab.driver.destroyTask(each.config.id, true);
  await podman.podman("rm", "--force", id);
});
