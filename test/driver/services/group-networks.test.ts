/** The network namespaces of groups, made for real: as root only. */
import { describe, expect, test } from "bun:test";
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { GroupNetworks } from "../../../src/driver/services/group-networks.ts";
import { NetworkNamespaces } from "../../../src/platform/network-namespaces.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { check } from "../../lab/run.ts";
import { scratchDirectory } from "../../lab/scratch.ts";

const cleanup = forFile(new Cleanup());
const scratch = scratchDirectory(cleanup);
const directory = join(scratch, "netns");
const networks = new GroupNetworks({ userId: 0, logger: silentLogger }, new NetworkNamespaces(directory));

let count = 0;
const allocation = () => crypto.randomUUID();
const at = (id: string) => join(directory, id);
const mounted = () => readFileSync("/proc/self/mountinfo", "utf8");
const inside = (id: string, ...command: string[]) => check(["nsenter", `--net=${at(id)}`, ...command]);

test.each([
  "",
  "../../etc/passwd",
  "0",
  "a/b",
  "00000000-0000-0000-0000-00000000000A",
  "00000000-0000-0000-0000-000000000000\n",
])("the id %j is no allocation's", async (id) => {
  const rejected = { code: "invalidRequest", message: expect.stringContaining("must be the id of an allocation, a UUID") };
  await expect(networks.create(id, "")).rejects.toMatchObject(rejected);
  await expect(networks.destroy(id)).rejects.toMatchObject(rejected);
});

test.each(["a b", "-web", "x".repeat(65), "web\n", "host;name"])("the host name %j is rejected", async (hostname) => {
  await expect(networks.create(allocation(), hostname)).rejects.toMatchObject({
    code: "invalidConfig",
    message: expect.stringMatching(/^network\.hostname = ".*: must be a host name/),
  });
});

test("a driver that is not root says so", async () => {
  const ordinary = new GroupNetworks({ userId: 1000, logger: silentLogger }, new NetworkNamespaces(directory));
  const id = allocation();
  await expect(ordinary.create(id, "")).rejects.toMatchObject({
    code: "networkFailed",
    message: `the network of allocation ${id} cannot be made: only root can make one, and the driver runs as user 1000`,
  });
});

describe.skipIf(process.getuid?.() !== 0)("as root", () => {
  test("a network is made once, and removed once", async () => {
    const id = allocation();
    await networks.destroy(id);
    const labels = { docker_sandbox_container_id: id.replaceAll("-", ""), docker_sandbox_hostname: "web.example" };
    expect(await networks.create(id, "web.example")).toEqual({ path: at(id), labels, created: true });
    const [first, second] = [await inside(id, "ip", "-o", "link"), await networks.create(id, "web.example")];
    expect(second).toEqual({ path: at(id), labels, created: false });
    expect(first).toMatch(/^1: lo: <LOOPBACK,UP/);
    expect(first.trim().split("\n")).toHaveLength(1);
    expect(mounted()).toContain(` ${at(id)} `);
    await networks.destroy(id);
    expect(existsSync(at(id))).toBe(false);
    expect(mounted()).not.toContain(at(id));
    await networks.destroy(id);
  });

  test("without a host name Nomad finds only the group's id", async () => {
    const id = allocation();
    const { labels } = await networks.create(id, "");
    expect(labels).toEqual({ docker_sandbox_container_id: id.replaceAll("-", "") });
    await networks.destroy(id);
  });

  test("calls at the same time agree on who made it", async () => {
    const id = allocation();
    const made = await Promise.all([1, 2, 3].map(() => networks.create(id, "")));
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    await Promise.all([1, 2].map(() => networks.destroy(id)));
    expect(existsSync(at(id))).toBe(false);
  });

  test("the directory's mounts reach those who copied them", async () => {
    const line = mounted()
      .split("\n")
      .filter((each) => each.split(" ")[4] === directory);
    expect(line).toHaveLength(1);
    expect(line[0]).toContain(" shared:");
  });

  test("a file that a restart of the node left is mounted again, or removed", async () => {
    const [used, unused] = [allocation(), allocation()];
    for (const id of [used, unused]) writeFileSync(at(id), "");
    expect((await networks.create(used, "")).created).toBe(true);
    await networks.destroy(used);
    await networks.destroy(unused);
    for (const id of [used, unused]) expect(existsSync(at(id))).toBe(false);
  });

  test("a namespace that is mounted twice goes with both", async () => {
    const id = allocation();
    await networks.create(id, "");
    await check(["mount", "--bind", at(id), at(id)]);
    await networks.destroy(id);
    expect(mounted()).not.toContain(at(id));
  });

  const victim = join(scratch, "victim");
  writeFileSync(victim, "");
  test.each([
    ["a symbolic link", (path: string) => symlinkSync(victim, path)],
    ["a directory", (path: string) => mkdirSync(path)],
    ["a file with content", (path: string) => writeFileSync(path, "content")],
    ["a special file", (path: string) => Bun.spawnSync(["mkfifo", path])],
    [
      "a mount of ",
      (path: string) => {
        writeFileSync(path, "");
        Bun.spawnSync(["mount", "--bind", victim, path]);
      },
    ],
    [
      "a mount of nsfs",
      (path: string) => {
        writeFileSync(path, "");
        Bun.spawnSync(["mount", "--bind", "/proc/self/ns/uts", path]);
      },
    ],
  ])("%s in its place is neither used nor removed", async (what, place) => {
    count += 1;
    const id = `00000000-0000-0000-0000-${String(count).padStart(12, "0")}`;
    mkdirSync(directory, { recursive: true });
    place(at(id));
    const before = lstatSync(at(id)).mode;
    for (const call of [() => networks.create(id, ""), () => networks.destroy(id)]) {
      await expect(call()).rejects.toMatchObject({
        code: "networkFailed",
        message: expect.stringContaining(`${at(id)} is no network namespace, but ${what}`),
      });
    }
    expect(lstatSync(at(id)).mode).toBe(before);
  });

  test("what a program says is part of the error", async () => {
    const path = process.env["PATH"];
    const programs = join(scratch, "bin");
    mkdirSync(programs);
    writeFileSync(join(programs, "unshare"), "#!/bin/sh\necho 'unshare: no more of them' >&2\nexit 1\n", { mode: 0o755 });
    process.env["PATH"] = `${programs}:${path}`;
    try {
      const id = allocation();
      await expect(networks.create(id, "")).rejects.toMatchObject({
        message: `the network of allocation ${id} cannot be made: unshare --net=${at(id)} failed: unshare: no more of them`,
      });
      expect(existsSync(at(id))).toBe(false);
    } finally {
      process.env["PATH"] = path;
    }
  });
});
