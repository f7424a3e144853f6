import { expect, setDefaultTimeout, test } from "bun:test";
import { forFile } from "../../lab/for-file.ts";
import { nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));

/** Seccomp's mode of a task that is started: 0 without a filter, 2 with one. */
async function seccomp(privileged: boolean): Promise<string> {
  const task = lab.task("while :; do sleep 1; done", privileged ? { privileged } : {});
  await lab.start(task);
  return podman.podman("exec", nameOf(task), "sed", "-n", "s/^Seccomp:\t//p", "/proc/self/status");
}

test("tasks that do not ask for privileged are not, after one that does and beside others", async () => {
  expect(await seccomp(true)).toBe("0\n");
  expect(await seccomp(false)).toBe("2\n");
  const beside = [true, false, true, false, false, true, false, false];
  expect(await Promise.all(beside.map(seccomp))).toEqual(beside.map((privileged) => (privileged ? "0\n" : "2\n")));
});
