/** A rootless Podman beside root's, each in a socket block, with the driver as root as Nomad runs it. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { someResources } from "../lab/plugin-client-task.ts";
import { waitFor } from "../lab/wait-for.ts";
import { onMachine, patience, userPodman } from "./guest.ts";
import { type GuestTask, openPluginLab, type PluginLab, podmans } from "./plugin-lab.ts";

setDefaultTimeout(patience * 2);

const mebibyte = 1024 * 1024;

describe.skipIf(!onMachine)("a rootless Podman next to root's", () => {
  let lab: PluginLab;
  beforeAll(async () => {
    lab = await openPluginLab();
  });
  afterAll(() => lab?.[Symbol.asyncDispose]());

  const exec = async (task: GuestTask, line: string): Promise<string> => {
    const command = ["/bin/sh", "-c", line];
    const timeout = { seconds: patience / 1000, nanos: 0 };
    const { stdout, result } = await lab.plugin().driver.ExecTask({ taskId: task.config.id, command, timeout });
    expect(result?.exitCode ?? 0).toBe(0);
    return Buffer.from(stdout ?? [])
      .toString()
      .trimEnd();
  };
  const exitOf = async (task: GuestTask) => (await lab.plugin().driver.WaitTask({ taskId: task.config.id })).result;

  test("runs tasks on both at once, each with its own user, output and exit", async () => {
    const ran = await Promise.all(
      podmans.map(async (podman, index) => {
        const task = await lab.start(podman, `echo from ${podman.owner}; echo err >&2; sleep 5; exit ${index + 3}`);
        const owner = statSync(`/proc/${await task.pid()}`).uid;
        return { owner, exit: (await exitOf(task))?.exitCode, task };
      }),
    );
    expect(ran.map(({ owner, exit }) => [owner, exit])).toEqual([
      [0, 3],
      [userPodman.userId, 4],
    ]);
    for (const [index, { task }] of ran.entries()) {
      await waitFor("the output", () => task.output("stderr") !== "" && task.output("stdout") !== "");
      expect([task.output("stdout"), task.output("stderr")]).toEqual([`from ${podmans[index]?.owner}\n`, "err\n"]);
    }
    // From conmon's own files, of which root's driver takes the user's only when they are the user's.
    expect(lab.plugin().stderrLines.filter((line) => line.includes("out of reach"))).toEqual([]);
  });

  test("watches the exit files of both", async () => {
    const tasks = await Promise.all(podmans.map((podman) => lab.start(podman, "sleep 1000")));
    const watched = inotifyWatches(lab.plugin().pid);
    const directories = await Promise.all(tasks.map(async (task) => exitDirectory(await task.pid())));
    for (const directory of directories) expect(watched).toContain(statSync(directory).ino);
    expect(new Set(directories).size).toBe(2);
  });

  test("k8s-file is read from the user's own file, and Nomad's FIFO stays root's", async () => {
    const task = await lab.start(userPodman, "echo out; echo err >&2; sleep 1", { logging: { driver: "k8s-file" } });
    expect(statSync(task.config.stdoutPath)).toMatchObject({ uid: 0 });
    await exitOf(task);
    await waitFor("both lines", () => / stderr F err\n/.test(task.output("stdout")), { timeout: patience });
    expect(task.output("stdout")).toMatch(/ stdout F out\n/);
  });

  test("leaves out the limits that its user was not given, with one warning, and keeps the others", async () => {
    const linux = { ...someResources.linux, cpusetCpus: "0" };
    const task = await lab.start(userPodman, "sleep 1000", {}, { resources: { ...someResources, linux } });
    expect(await exec(task, "cat /sys/fs/cgroup/memory.max")).toBe(String(64 * mebibyte));
    const warnings = await task.warnings();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/limits left out.*cpuset/);
  });

  test.each([
    ["pasta", {}, "10.0.2.15"],
    ["pasta", { network_mode: "pasta" }, "10.0.2.15"],
    ["slirp4netns", { network_mode: "slirp4netns" }, "10.0.2.100"],
  ])("gives a task a network by %s with %j", async (_, options, address) => {
    const task = await lab.start(userPodman, "sleep 1000", options);
    expect(await exec(task, "ip -o -4 addr show scope global | awk '{print $4}' | cut -d/ -f1")).toBe(address);
  });

  test("mounts volumes that the user may read and write", async () => {
    const task = await lab.start(userPodman, "sleep 1000", { volumes: ["local:/mine"] });
    await exec(task, "echo hello > /mine/file");
    const path = join(task.config.allocDir, task.config.name, "local/file");
    expect(readFileSync(path, "utf8")).toBe("hello\n");
    expect(statSync(path).uid).toBe(userPodman.userId);
  });

  test("does not give a task what its user may not read", async () => {
    const task = lab.start(userPodman, "sleep 1000", { volumes: [`${secretDirectory()}:/root-only`] });
    const started = await task.catch(() => undefined);
    if (started !== undefined) expect(await exec(started, "ls /root-only 2>/dev/null; true")).toBe("");
  });

  test("measures a task by the files of the user's cgroup", async () => {
    const task = await lab.start(userPodman, "head -c 20000000 /dev/zero > /file; sleep 1000");
    const directory = cgroupOf(await task.pid());
    expect(directory).toContain(`user-${userPodman.userId}.slice`);
    await waitFor("the file", () => fileBytes(directory) >= 20_000_000, { timeout: patience });
    const interval = { seconds: 1, nanos: 0 };
    for await (const { stats } of lab.plugin().driver.TaskStats({ taskId: task.config.id, collectionInterval: interval })) {
      const cache = Number(stats?.aggResourceUsage?.memory?.cache);
      expect(Math.abs(cache / fileBytes(directory) - 1)).toBeLessThan(0.05);
      break;
    }
  });
});

function cgroupOf(pid: number): string {
  const path = /^0::(.*)$/m.exec(readFileSync(`/proc/${pid}/cgroup`, "utf8"))?.[1] ?? "";
  // crun runs the process in a cgroup below the container's.
  return `/sys/fs/cgroup${path}`.replace(/\/container$/, "");
}

function fileBytes(directory: string): number {
  return Number(/^file (\d+)$/m.exec(readFileSync(join(directory, "memory.stat"), "utf8"))?.[1]);
}

/** Where the conmon of a container's process leaves its exit file, as a path that works from here. */
function exitDirectory(pid: number): string {
  const conmon = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? "";
  const words = readFileSync(`/proc/${conmon}/cmdline`, "utf8").split("\0");
  return `/proc/${conmon}/root${words[words.indexOf("--exit-dir") + 1]}`;
}

/** The inodes that a process watches. */
function inotifyWatches(pid: number): number[] {
  const descriptors = readdirSync(`/proc/${pid}/fd`).filter((fd) => link(`/proc/${pid}/fd/${fd}`).endsWith("inotify"));
  const facts = descriptors.map((fd) => readFileSync(`/proc/${pid}/fdinfo/${fd}`, "utf8")).join("\n");
  return [...facts.matchAll(/^inotify .* ino:([0-9a-f]+) /gm)].map(([, inode]) => Number.parseInt(inode ?? "", 16));
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

/** A directory of root's alone. */
function secretDirectory(): string {
  const path = "/root/only";
  mkdirSync(join(path, "secret"), { recursive: true, mode: 0o700 });
  return path;
}
