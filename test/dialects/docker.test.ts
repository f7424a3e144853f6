import { describe, expect, test } from "bun:test";
import { emptyTask, type Resources } from "../../src/core/task-config.ts";
import type { TaskContext } from "../../src/dialects/api.ts";
import { docker } from "../../src/dialects/docker/docker.ts";
import { alone, translated } from "./docker-task.ts";

const inGroup: TaskContext = { ...alone, networkIsolation: { mode: "group", path: "/run/netns/a", hostsConfig: undefined } };
const memory = (memoryMb: number, memoryMaxMb = 0): TaskContext => ({
  ...alone,
  resources: { ...emptyTask.resources, memoryMb, memoryMaxMb } satisfies Resources,
});

const configured = (plugin: object) => docker().configure(plugin);

test("a task without options has Docker's defaults", () => {
  expect(translated({}).body).toEqual({
    image: "docker.io/library/redis:7",
    cap_add: ["AUDIT_WRITE", "MKNOD"],
    cap_drop: ["NET_RAW"],
    advertise_address: "network",
  });
});

describe("the host name of the group", () => {
  const hostsConfig = { hostname: "web", address: "10.0.0.2" };
  const named: TaskContext = { ...alone, networkIsolation: { mode: "group", path: "/run/netns/a", hostsConfig } };
  const unnamed: TaskContext = { ...named, networkIsolation: { mode: "group", path: "", hostsConfig } };
  test.each<[string, object, TaskContext, string | undefined]>([
    ["is the task's", {}, named, "web"],
    ["is not that of a task with one of its own", { hostname: "own" }, named, "own"],
    ["is not that of a task with the node's", { uts_mode: "host" }, named, undefined],
    ["is none without the group's network", {}, unnamed, undefined],
    ["is none where Nomad says none", {}, inGroup, undefined],
  ])("%s", (_, options, context, hostname) => {
    const plugin = { allowed_modes: { uts: ["host"] } };
    expect(translated(options, context, plugin).body["hostname"]).toBe(hostname);
  });
});

test("a plugin without options has those of Nomad's Docker driver", () => {
  const { options, warnings } = configured({ allowed_modes: {} });
  expect(options).toMatchObject({
    volumes: { enabled: false },
    gc: { image: true, image_delay: 180_000, container: true, dangling_containers: { enabled: true, period: 300_000 } },
    allow_runtimes: ["runc", "nvidia"],
    pids_limit: -1,
  });
  expect(options.socket_path).toBeUndefined();
  expect(options.allow_caps).toContain("net_bind_service");
  expect(options.allow_caps).not.toContain("net_raw");
  expect(warnings).toEqual([]);
});

describe("the endpoint", () => {
  test.each([
    ["unix:///var/run/docker.sock", undefined],
    ["unix:///run/docker.sock", undefined],
    ["unix:///run/podman/podman.sock", "unix:///run/podman/podman.sock"],
    ["unix:///srv/docker.sock", "unix:///srv/docker.sock"],
    ["tcp://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ])("%s is the socket %p", (endpoint, socket) => {
    expect(configured({ endpoint }).options.socket_path).toBe(socket);
  });

  test.each(["npipe:////./pipe/docker_engine", "http://127.0.0.1:2375"])("%s is an error", (endpoint) => {
    expect(() => configured({ endpoint })).toThrow(`endpoint = "${endpoint}": must be a unix socket of Podman`);
  });
});

test.each([
  [{ tls: { ca: "/ca.pem" } }, 'tls.ca = "/ca.pem": Podman\'s API has no TLS'],
  [{ endpoint: "unix:///a", socket_path: "unix:///b" }, "cannot be used together with socket_path"],
  [{ logging: { type: "fluentd" } }, 'logging.type = "fluentd": must be one of "json-file"'],
  [{ allow_caps: ["flying"] }, "allow_caps[0]"],
  [{ allowed_modes: { pid: ["nodes"] } }, 'allowed_modes.pid[0] = "nodes": must be "host" or "container:NAME"'],
  [{ allowed_modes: { uts: ["container:*"] } }, 'allowed_modes.uts[0] = "container:*": must be "host"'],
])("a plugin with %p is an error", (plugin, message) => {
  expect(() => configured(plugin)).toThrow(message);
});

test("plugin options without effect are warned of", () => {
  const { warnings } = configured({
    infra_image: "pause",
    infra_image_pull_timeout: "1m",
    container_exists_attempts: 3,
    windows_allow_insecure_container_admin: true,
    allowed_modes: {},
    logging: { type: "json-file", config: { "max-size": "1m" } },
  });
  expect(warnings.map((text) => text.split(" ", 1)[0])).toEqual([
    "logging.config.max-size",
    "infra_image",
    "infra_image_pull_timeout",
    "container_exists_attempts",
    "windows_allow_insecure_container_admin",
  ]);
});

describe("memory", () => {
  const limits = (options: object, context: TaskContext) => {
    const { resources, body } = translated(options, context);
    return [resources.memoryMaxMb, body["memory_swap"]];
  };

  test("has no swap, and memory_hard_limit or memory_max as its limit, whichever is more", () => {
    expect(limits({}, memory(100))).toEqual([0, "100m"]);
    expect(limits({ memory_hard_limit: 300 }, memory(100))).toEqual([300, "300m"]);
    expect(limits({ memory_hard_limit: 300 }, memory(100, 400))).toEqual([400, "400m"]);
    expect(limits({ memory_hard_limit: 300 }, memory(100, -1))).toEqual([-1, undefined]);
  });

  test("above memory_hard_limit is an error", () => {
    expect(() => translated({ memory_hard_limit: 50 }, memory(100))).toThrow(
      "memory_hard_limit = 50: is below the task's memory of 100 MB",
    );
  });
});

describe("capabilities", () => {
  const caps = (options: object, plugin: object = {}, user = "") => {
    const { cap_add = [], cap_drop = [] } = translated(options, { ...alone, user }, plugin).body;
    return { cap_add, cap_drop };
  };

  test("of another user than root are not given beyond those that the job adds", () => {
    expect(caps({}, {}, "nobody")).toEqual({ cap_add: [], cap_drop: ["NET_RAW"] });
    expect(caps({}, {}, "0:0").cap_add).toEqual(["AUDIT_WRITE", "MKNOD"]);
  });

  test("that are added win over those that are dropped", () => {
    expect(caps({ cap_add: ["CAP_KILL"], cap_drop: ["kill", "MKNOD"] })).toEqual({
      cap_add: ["KILL", "AUDIT_WRITE"],
      cap_drop: ["MKNOD", "NET_RAW"],
    });
  });

  test("are all of Docker's where every one is allowed", () => {
    expect(caps({}, { allow_caps: ["all"] })).toEqual({ cap_add: ["AUDIT_WRITE", "MKNOD", "NET_RAW"], cap_drop: [] });
  });
});

test("GPUs are CDI devices", () => {
  const assigned = { ...alone, deviceEnv: { NVIDIA_VISIBLE_DEVICES: "GPU-1,GPU-2" } };
  expect(translated({}, assigned).body["devices"]).toEqual(["nvidia.com/gpu=GPU-1", "nvidia.com/gpu=GPU-2"]);
  expect(translated({ runtime: "nvidia" }).body).toMatchObject({ devices: ["nvidia.com/gpu=all"] });
  expect(translated({ runtime: "nvidia" }).body).not.toHaveProperty("runtime");
  expect(translated({ runtime: "nvidia" }, { ...alone, env: { NVIDIA_VISIBLE_DEVICES: "none" } }).body).not.toHaveProperty(
    "devices",
  );
});

test("of runtimes only runc and the GPU's stand for Podman's own, and only where they are allowed", () => {
  expect(translated({ runtime: "runc" }).body).not.toHaveProperty("runtime");
  expect(translated({ runtime: "runsc" }).body).toMatchObject({ runtime: "runsc" });
  expect(translated({ runtime: "runc" }, alone, { allow_runtimes: ["runsc"] }).body).toMatchObject({ runtime: "runc" });
});

test("name servers are the job's, or those of the options", () => {
  const { dns } = translated({ dns_servers: ["10.0.0.1"], dns_options: ["ndots:2"] });
  expect(dns).toEqual({ servers: ["10.0.0.1"], searches: [], options: ["ndots:2"] });
  const job = { servers: ["10.0.0.2"], searches: [], options: [] };
  const both = translated({ dns_search_domains: ["a.example"] }, { ...alone, dns: job });
  expect(both.dns).toEqual(job);
  expect(both.warnings).toEqual(["dns_search_domains has no effect: the job's network.dns is used instead"]);
  expect(translated({ dns_servers: ["10.0.0.1"] }, inGroup).dns?.servers).toEqual(["10.0.0.1"]);
});

test("journald has a tag, and nothing else", () => {
  const { body, warnings } = translated({ logging: [{ driver: "journald", config: [{ tag: "web", labels: "a" }] }] });
  expect(body["logging"]).toEqual({ driver: "journald", options: { tag: "web" } });
  expect(warnings).toEqual(["logging.config.labels has no effect: journald has no option but tag"]);
});

test("what json-file has of its own is one warning, with the way out", () => {
  const { body, warnings } = translated({ logging: [{ type: "json-file", config: [{ "max-size": "1m", "max-file": "2" }] }] });
  expect(body["logging"]).toEqual({ driver: "nomad" });
  expect(warnings).toEqual([
    "logging.config.max-size, logging.config.max-file have no effect: Nomad writes and rotates the logs: set max_files and max_file_size in the task's logs block",
  ]);
});

test("ports are left to Nomad in a group with a network of its own, without a warning", () => {
  expect(translated({ ports: ["http"] }).body["ports"]).toEqual(["http"]);
  expect(translated({ ports: ["http"] }, inGroup)).toMatchObject({ body: { image: expect.any(String) }, warnings: [] });
  expect(translated({ ports: ["http"] }, inGroup).body).not.toHaveProperty("ports");
});

test("a task that names a network leaves that of its group, as with Docker's driver", () => {
  expect(translated({}, inGroup).networkIsolation).toEqual(inGroup.networkIsolation);
  const left = translated({ network_mode: "host", ports: ["http"], dns_servers: ["10.0.0.1"] }, inGroup);
  expect(left).toMatchObject({ body: { network_mode: "host", ports: ["http"] }, warnings: [] });
  expect(left.networkIsolation).toBeUndefined();
  expect(() => translated({ network_mode: "none", dns_servers: ["10.0.0.1"] }, inGroup)).toThrow("network_mode");
});

test("with allow_privileged = true security_opt may be what Podman alone has", () => {
  const security_opt = ["unmask=/proc/kcore"];
  expect(translated({ security_opt }, alone, { allow_privileged: true }).body).toMatchObject({ security_opt });
});

test.each([
  [{ ipc_mode: "private" }, {}],
  [{ ipc_mode: "shareable" }, {}],
  [{ ipc_mode: "container:db-1" }, { allowed_modes: { ipc: ["container:db-*"] } }],
  [{ pid_mode: "host", uts_mode: "host" }, { allowed_modes: { pid: ["host"], uts: ["*"] } }],
  [
    { pid_mode: "host", uts_mode: "host", ipc_mode: "host" },
    { allow_privileged: true, allowed_modes: {} },
  ],
  [{ pid_mode: "host", uts_mode: "host" }, {}],
])("the modes %j are given with %j", (modes, plugin) => {
  expect(translated(modes, alone, plugin).body).toMatchObject(modes);
});

test("a plugin that leaves the node's namespaces open to jobs says so", () => {
  expect(configured({}).warnings).toEqual([expect.stringMatching(/^allowed_modes is not set: every job may share/)]);
  expect([{ allowed_modes: {} }, { allow_privileged: true }].map((plugin) => configured(plugin).warnings)).toEqual([[], []]);
});

test("cpuset_cpus has no effect for a task with cores of its own", () => {
  const linux = { ...emptyTask.resources.linux, cpusetCpus: "2-3" };
  const { body, warnings } = translated({ cpuset_cpus: "0" }, { ...alone, resources: { ...emptyTask.resources, linux } });
  expect(body).not.toHaveProperty("cpuset_cpus");
  expect(warnings).toEqual(['cpuset_cpus = "0": has no effect: resources.cores has reserved "2-3"']);
  expect(translated({ cpuset_cpus: "0" }).body).toMatchObject({ cpuset_cpus: "0" });
});
