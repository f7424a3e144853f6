import { describe, expect, test } from "bun:test";
import { emptyTask } from "../../src/core/task-config.ts";
import type { TaskContext } from "../../src/dialects/api.ts";
import { containerd } from "../../src/dialects/containerd/containerd.ts";

const alone: TaskContext = { ...emptyTask, name: "web" };
const inGroup: TaskContext = { ...alone, networkIsolation: { mode: "group", path: "/run/netns/a", hostsConfig: undefined } };
const withDns: TaskContext = { ...alone, dns: { servers: ["10.0.0.1"], searches: [], options: [] } };

const translated = (options: object, context = alone) => containerd().ownTask({ image: "a", ...options }, context);

test("a task without options has the defaults of the containerd driver", () => {
  expect(translated({}).body).toEqual({
    image: "a",
    pids_limit: -1,
    security_opt: ["seccomp=unconfined"],
    network_mode: "none",
    resolv_conf: "host",
    cap_add: ["AUDIT_WRITE", "MKNOD", "NET_RAW"],
    mounts: [],
  });
});

test("a task in a group's network has that, with the job's name servers where it names some", () => {
  expect(translated({}, inGroup).body).not.toHaveProperty("network_mode");
  expect(translated({}, withDns).body).not.toHaveProperty("resolv_conf");
});

test("the node's network comes with its name servers, whatever host_dns says", () => {
  const dns = (options: object) => translated(options).body["resolv_conf"];
  expect([dns({ host_dns: false }), dns({ host_dns: false, host_network: true })]).toEqual(["image", "host"]);
});

test("pid_mode may be written in capitals, as there", () => {
  expect(translated({ pid_mode: "HOST" }).body).toMatchObject({ pid_mode: "host" });
});

test("capabilities that a task drops are not granted by default", () => {
  expect(translated({ cap_drop: ["CAP_MKNOD"] }).body).toMatchObject({ cap_add: ["AUDIT_WRITE", "NET_RAW"] });
  expect(translated({ cap_drop: ["ALL"] }).body).not.toHaveProperty("cap_add");
});

test.each([
  ["io.containerd.runc.v2", undefined],
  ["io.containerd.runsc.v1", "runsc"],
  ["crun", "crun"],
])("containerd_runtime = %p is the runtime %p", (containerd_runtime, runtime) => {
  expect(containerd().configure({ containerd_runtime }).options.oci_runtime).toBe(runtime);
});

test("the plugin warns once of tasks without a seccomp filter, unless default_seccomp is set", () => {
  expect(containerd().configure({}).warnings).toEqual([expect.stringContaining("default_seccomp = true")]);
  expect(containerd().configure({ default_seccomp: true }).warnings).toEqual([]);
});

test("allow_privileged = false forbids privileged tasks alone, not those without a seccomp filter", () => {
  const dialect = containerd();
  expect(dialect.configure({ allow_privileged: false }).options.allow_privileged).toBe(true);
  expect(() => dialect.ownTask({ image: "a", privileged: true }, alone)).toThrow(
    "privileged = true: not allowed on this node: set allow_privileged = true in the plugin configuration",
  );
  expect(dialect.ownTask({ image: "a" }, alone).body).toHaveProperty("security_opt");
});

describe("an error", () => {
  test.each<[string, object, string, TaskContext]>([
    ["command with entrypoint", { command: "a", entrypoint: ["b"] }, "cannot be used together with command", alone],
    ["a profile without seccomp", { seccomp_profile: "/a" }, 'seccomp_profile = "/a": needs seccomp = true', alone],
    ["host and group network", { host_network: true }, "host_network = true: cannot be used in a group", inGroup],
    ["a relative cwd", { cwd: "srv" }, 'cwd = "srv": must be an absolute path', alone],
    ["another pid_mode", { pid_mode: "private" }, 'pid_mode = "private": must be "host"', alone],
    ["a mount of another type", { mounts: [{ type: "npipe", target: "/a" }] }, 'mounts[0].type = "npipe"', alone],
  ])("names the option: %s", (_, options, message, context) => {
    expect(() => translated(options, context)).toThrow(message);
  });
});
