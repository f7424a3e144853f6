import { beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { decodeDriverState } from "../../../src/translate/state/driver-state.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { type LifecycleLab, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { ownPodmanService, type TestPodman } from "../../lab/test-podman.ts";

setDefaultTimeout(120_000);

const cleanup = forFile(new Cleanup());
let podman: TestPodman;
let lab: LifecycleLab;

/** First id and number of ids that the test's Podman may give to user namespaces. */
const [first, count] = [200_000, 262_144];

/** A Podman that runs in a mount namespace with its own /etc/subuid and /etc/subgid: the machine's may have no ids for it. */
beforeAll(async () => {
  const directory = scratchDirectory(cleanup);
  const ids = join(directory, "ids");
  writeFileSync(ids, `containers:${first}:${count}\n`);
  const real = Bun.which("podman");
  const enter = `mount --bind ${ids} /etc/subuid && mount --bind ${ids} /etc/subgid && exec ${real} "$@"`;
  writeFileSync(
    join(directory, "podman"),
    `#!/bin/sh\nexec unshare --mount --propagation slave sh -c '${enter}' podman "$@"\n`,
  );
  chmodSync(join(directory, "podman"), 0o755);
  const path = process.env["PATH"];
  process.env["PATH"] = `${directory}:${path}`;
  try {
    podman = await ownPodmanService();
    cleanup.defer(() => podman[Symbol.asyncDispose]());
  } finally {
    process.env["PATH"] = path;
  }
  // What the container's root, who is nobody special on the node, passes on the way to its files.
  for (const folder of ["", "root", "run"]) chmodSync(join(podman.root, folder), 0o711);
  lab = openLifecycleLab(podman.socketPath);
  cleanup.defer(() => lab[Symbol.asyncDispose]());
});

function taskIn(userns: string): TaskFixture {
  const task = lab.task("trap 'exit 0' TERM; touch /local/made; while :; do sleep 0.1; done", { userns, network_mode: "none" });
  chmodSync(dirname(task.config.allocDir), 0o711);
  return task;
}

/** `uid_map` and `gid_map` of a task's process: id in the container, id on the node, how many. */
async function maps(userns: string): Promise<readonly number[][]> {
  const task = taskIn(userns);
  const { handle } = await lab.start(task);
  const { containerId } = decodeDriverState(handle.driverState);
  const pid = (await podman.podman("inspect", "--format", "{{.State.Pid}}", containerId)).trim();
  const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, "utf8").trim().split(/\s+/).map(Number);
  const found = [read("uid_map"), read("gid_map")];
  await lab.driver.destroyTask(task.config.id, true);
  return found;
}

test("userns = auto is a namespace of its own, with the ids of a whole image", async () => {
  for (const [inside, outside, size] of await maps("auto")) {
    expect({ inside, size }).toEqual({ inside: 0, size: 65_536 });
    expect(outside).toBeGreaterThanOrEqual(first);
    expect(outside).toBeLessThan(first + count);
  }
});

test("userns = auto takes a size", async () => {
  for (const [inside, outside, size] of await maps("auto:size=2048")) {
    expect({ inside, size }).toEqual({ inside: 0, size: 2048 });
    expect(outside).toBeGreaterThanOrEqual(first);
  }
});

test("userns = host is the node's", async () => {
  expect(await maps("host")).toEqual([own("uid_map"), own("gid_map")]);
});

function own(file: string): number[] {
  return readFileSync(`/proc/self/${file}`, "utf8").trim().split(/\s+/).map(Number);
}

test("userns = auto goes with volumes { enabled = false }", async () => {
  const task = taskIn("auto");
  const driver = lab.another({ volumes: { enabled: false } });
  await lab.start(task, driver);
  expect(driver.inspectTask(task.config.id).state).toBe("running");
});

test("two tasks with userns = auto share no ids", async () => {
  const [a, b] = [taskIn("auto"), taskIn("auto")];
  const starts: number[] = [];
  for (const task of [a, b]) {
    const { handle } = await lab.start(task);
    const { containerId } = decodeDriverState(handle.driverState);
    const pid = (await podman.podman("inspect", "--format", "{{.State.Pid}}", containerId)).trim();
    starts.push(Number(readFileSync(`/proc/${pid}/uid_map`, "utf8").trim().split(/\s+/)[1]));
  }
  expect(Math.abs((starts[0] ?? 0) - (starts[1] ?? 0))).toBeGreaterThanOrEqual(65_536);
});
