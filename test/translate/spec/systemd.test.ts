import { expect, test } from "bun:test";
import { allocId, build, type InputOverrides, specOf } from "../../fixtures/task-input.ts";

const id = allocId.replaceAll("-", "");
const onDirectory = { image: null, rootfs: "/srv/root", systemd: "always" };
const directory = (init?: string) => ({ rootDirectory: { kind: "directory", init } }) as const;

test.each<readonly [string, InputOverrides, string]>([
  ["a command of its own", { options: { command: ["/sbin/init", "a"], args: ["b c"] } }, 'a "b c" systemd.machine_id='],
  ["an entrypoint", { options: { entrypoint: ["/sbin/init"], args: ["--x"] } }, "--x systemd.machine_id="],
  ["the image's command", {}, "systemd.machine_id="],
  ["arguments for the image's entrypoint", { options: { args: ["single"] } }, "single systemd.machine_id="],
  ["a directory", { options: { ...onDirectory, args: ["single"] }, ...directory("/sbin/init") }, "single systemd.machine_id="],
  [
    "a command line of the job's",
    { options: { command: "/sbin/init" }, task: { env: { SYSTEMD_PROC_CMDLINE: "quiet" } } },
    "quiet systemd.machine_id=",
  ],
])("systemd gets its arguments again beside the machine id, with %s", (_, given, expected) => {
  const spec = specOf({ ...given, options: { systemd: "always", ...given.options } });
  expect(spec.env?.["SYSTEMD_PROC_CMDLINE"]).toBe(`${expected}${id}`);
});

test.each([
  [{ systemd: "true" }, {}],
  [{ systemd: "false" }, {}],
  [{}, {}],
  [{ systemd: "always" }, { allocId: "no uuid" }],
])("%j gives the task %j no machine id", (options, task) => {
  const spec = specOf({ options: { ...options, readonly_rootfs: true }, task });
  expect(spec.env).not.toHaveProperty("SYSTEMD_PROC_CMDLINE");
  expect(spec.mounts?.map(({ destination }) => destination)).not.toContain("/etc/machine-id");
});

test("where /etc cannot be written the machine id is a mount, unless the job has one there", () => {
  const options = { systemd: "always", readonly_rootfs: true };
  const ids = (more: object) =>
    specOf({ options: { ...options, ...more } }).mounts?.filter((one) => /machine-id/.test(one.destination));
  const source = "/var/nomad/alloc/b640480f/web/machine-id";
  expect(ids({})).toEqual([{ destination: "/etc/machine-id", type: "bind", source, options: ["ro", "rprivate"] }]);
  expect(ids({ volumes: ["/srv/id:/etc/machine-id"] })).toHaveLength(1);
  expect(specOf({ options }).env).not.toHaveProperty("SYSTEMD_PROC_CMDLINE");
});

test.each([
  ["the init that was found", onDirectory, directory("/lib/systemd/systemd"), ["/lib/systemd/systemd", "x"]],
  ["the usual one where the directory cannot be seen", onDirectory, {}, ["/sbin/init", "x"]],
  ["the job's own command", { ...onDirectory, command: "/bin/sh" }, directory("/sbin/init"), ["/bin/sh", "x"]],
  ["only arguments of the image's", { systemd: "always" }, {}, ["x"]],
])("a task with systemd = always starts %s", (_, options, node, command) => {
  expect(specOf({ options: { ...options, args: ["x"] }, ...node }).command).toEqual(command);
});

test("a directory without an init program is an error that says where it was searched for", () => {
  expect(() => build({ options: onDirectory, ...directory() })).toThrow(
    'rootfs = "/srv/root": there is no init program in it (/usr/lib/systemd/systemd, /lib/systemd/systemd, /sbin/init)',
  );
});

test("on cgroup v1 systemd has the node's cgroup namespace, and no user namespace", () => {
  const host = { cgroupVersion: "v1" } as const;
  const cgroupns = (options: object) => specOf({ host, options: { systemd: "always", ...options } }).cgroupns?.nsmode;
  expect(cgroupns({})).toBe("host");
  expect(cgroupns({ cgroupns: "private" })).toBe("private");
  expect(specOf({ options: { systemd: "always" } })).not.toHaveProperty("cgroupns");
  for (const users of [{ userns: "auto" }, { userns: "auto:size=1000" }, { uidmap: ["0:100000:65536"] }]) {
    const options = { systemd: "always", ...users };
    expect(() => build({ host, options })).toThrow('systemd = "always": a user namespace');
    expect(() => build({ options })).not.toThrow();
  }
});
