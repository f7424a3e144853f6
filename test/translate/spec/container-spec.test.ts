import { expect, test } from "bun:test";
import type { SpecGenerator } from "../../../src/podman/containers/spec-generator.ts";
import { hostPathsToResolve } from "../../../src/translate/spec/container-spec.ts";
import { allocId, type InputOverrides, resources, specInput, specOf } from "../../fixtures/task-input.ts";

const group = {
  mode: "group",
  path: "/run/netns/g",
  labels: {},
  hostsConfig: { hostname: "g-1", address: "10.0.0.2" },
} as const;

type Case = readonly [what: string, given: InputOverrides, part: Partial<SpecGenerator>];

const cases: readonly Case[] = [
  ["names the container after task and allocation", {}, { name: `web-${allocId}` }],
  [
    "makes a layer of a bind block with O",
    { options: { mount: [{ type: "bind", source: "/srv", target: "/data", options: ["O"] }] } },
    { overlay_volumes: [{ destination: "/data", source: "/srv" }] },
  ],
  ["always labels the allocation", {}, { labels: { "com.hashicorp.nomad.alloc_id": allocId } }],
  ["puts tasks below nomad.slice under systemd", {}, { cgroup_parent: "nomad.slice" }],
  ["lets device plugins win", { task: { env: { A: "1" }, deviceEnv: { A: "2" } } }, { env: { A: "2" } }],
  ["joins the group's namespace", { task: { networkIsolation: group } }, { netns: { nsmode: "path", value: "/run/netns/g" } }],
  ["uses pasta rootless from Podman 5 on", { host: { rootless: true } }, { netns: { nsmode: "pasta" } }],
  [
    "uses slirp4netns rootless before",
    { host: { rootless: true, podmanVersion: "4.9.4" } },
    { netns: { nsmode: "slirp4netns" } },
  ],
  [
    "uses the plugin's rootless mode",
    { host: { rootless: true }, plugin: { networking: { default_rootless_mode: "slirp4netns" } } },
    { netns: { nsmode: "slirp4netns" } },
  ],
  [
    "bridges networks blocks, rootless too",
    { host: { rootless: true }, options: { networks: [{ name: "backend" }] } },
    { netns: { nsmode: "bridge" }, Networks: { backend: {} } },
  ],
  [
    "passes options of pasta",
    { options: { network_mode: "pasta:--map-gw,-T,5000" } },
    { netns: { nsmode: "pasta" }, network_options: { pasta: ["--map-gw", "-T", "5000"] } },
  ],
  [
    "names the container of another task",
    { options: { network_mode: "task:server", ipc_mode: "task:server" } },
    { netns: { nsmode: "container", value: `server-${allocId}` }, ipcns: { nsmode: "container", value: `server-${allocId}` } },
  ],
  [
    "publishes tcp and udp on the allocated address",
    {
      options: { ports: ["http"] },
      task: { resources: resources({ ports: [{ label: "http", value: 20_000, to: 80, hostIp: "10.1.0.1" }] }) },
    },
    {
      portmappings: [
        { host_ip: "10.1.0.1", host_port: 20_000, container_port: 80, protocol: "tcp" },
        { host_ip: "10.1.0.1", host_port: 20_000, container_port: 80, protocol: "udp" },
      ],
    },
  ],
  [
    "publishes a port without `to` under its own number",
    {
      options: { ports: ["http"] },
      task: { resources: resources({ ports: [{ label: "http", value: 20_000, to: -1, hostIp: "" }] }) },
    },
    {
      portmappings: [
        { host_port: 20_000, container_port: 20_000, protocol: "tcp" },
        { host_port: 20_000, container_port: 20_000, protocol: "udp" },
      ],
    },
  ],
  [
    "sends user namespace auto with its mappings",
    { options: { userns: "auto" } },
    {
      userns: { nsmode: "auto" },
      idmappings: {
        HostUIDMapping: false,
        HostGIDMapping: false,
        UIDMap: [],
        GIDMap: [],
        AutoUserNs: true,
        AutoUserNsOpts: { Size: 65_536, AdditionalUIDMappings: [], AdditionalGIDMappings: [] },
      },
    },
  ],
  [
    "sends size and mappings of user namespace auto",
    { options: { userns: "auto:size=2048,uidmapping=0:100:1,gidmapping=0:200:2" } },
    {
      idmappings: {
        HostUIDMapping: false,
        HostGIDMapping: false,
        UIDMap: [],
        GIDMap: [],
        AutoUserNs: true,
        AutoUserNsOpts: {
          Size: 2048,
          AdditionalUIDMappings: [{ container_id: 0, host_id: 100, size: 1 }],
          AdditionalGIDMappings: [{ container_id: 0, host_id: 200, size: 2 }],
        },
      },
    },
  ],
  [
    "sends keep-id with its ids",
    { options: { userns: "keep-id:uid=200,gid=210" } },
    { userns: { nsmode: "keep-id", value: "uid=200,gid=210" } },
  ],
  [
    "sends nomap in the API's spelling",
    { options: { userns: "nomap" }, host: { rootless: true } },
    { userns: { nsmode: "no-map" } },
  ],
  [
    "sends a user namespace by its path",
    { options: { userns: "ns:/proc/1/ns/user" } },
    { userns: { nsmode: "path", value: "/proc/1/ns/user" } },
  ],
  ["passes CDI names on", { options: { devices: ["nvidia.com/gpu=all"] } }, { devices: [{ path: "nvidia.com/gpu=all" }] }],
  [
    "injects Nomad's devices",
    { task: { devices: [{ hostPath: "/dev/a", taskPath: "/dev/b", cgroupPermissions: "rw" }] } },
    { devices: [{ path: "/dev/a:/dev/b:rw" }] },
  ],
  [
    "takes host-gateway to Podman that knows it",
    { options: { extra_hosts: ["n:host-gateway"] } },
    { hostadd: ["n:host-gateway"] },
  ],
  [
    "resolves host-gateway for Podman that does not",
    { options: { extra_hosts: ["n:host-gateway"] }, host: { podmanVersion: "4.6.2" }, hostGateway: "10.88.0.1" },
    { hostadd: ["n:10.88.0.1"] },
  ],
  [
    "takes brackets off addresses",
    { options: { extra_hosts: ["six:[fd00::1]", "a;b:10.0.0.1"] } },
    { hostadd: ["six:fd00::1", "a:10.0.0.1", "b:10.0.0.1"] },
  ],
  [
    "starts a relative seccomp profile in the task directory",
    { options: { security_opt: ["seccomp:local/s.json"] } },
    { seccomp_profile_path: "/var/nomad/alloc/b640480f/web/local/s.json" },
  ],
  [
    "mounts the resolved path when host volumes are off",
    {
      options: { volumes: ["local/link:/x"] },
      plugin: { volumes: { enabled: false } },
      resolvedPaths: new Map([["/var/nomad/alloc/b640480f/web/local/link", "/var/nomad/alloc/b640480f/alloc/data"]]),
    },
    {
      mounts: expect.arrayContaining([
        { destination: "/x", type: "bind", source: "/var/nomad/alloc/b640480f/alloc/data", options: [] },
      ]),
    },
  ],
  [
    "labels Nomad's directories and volumes for SELinux",
    {
      plugin: { volumes: { selinuxlabel: "z" } },
      task: {
        mounts: [{ taskPath: "/m", hostPath: "/h", readonly: true, propagationMode: "bidirectional", selinuxLabel: "Z" }],
      },
    },
    {
      mounts: [
        { destination: "/alloc", type: "bind", source: "/var/nomad/alloc/b640480f/alloc", options: ["z"] },
        { destination: "/local", type: "bind", source: "/var/nomad/alloc/b640480f/web/local", options: ["z"] },
        { destination: "/secrets", type: "bind", source: "/var/nomad/alloc/b640480f/web/secrets", options: ["z"] },
        { destination: "/m", type: "bind", source: "/h", options: ["ro", "rshared", "Z"] },
      ],
    },
  ],
  ["sends a runtime to Podman 6", { options: { runtime: "kata" }, host: { podmanVersion: "6.0.0" } }, { oci_runtime: "kata" }],
];

test.each(cases)("buildContainerSpec() %s", (_, given, part) => {
  expect(specOf(given)).toMatchObject(part);
});

test("buildContainerSpec() leaves to the image what the job does not say", () => {
  const spec = specOf();
  for (const field of ["entrypoint", "command", "work_dir", "user", "hostname", "terminal"])
    expect(spec).not.toHaveProperty(field);
});

test("no name servers go to a container in another one's network", () => {
  const dns = { servers: ["10.0.0.1"], searches: ["x"], options: ["y"] };
  expect(specOf({ options: { network_mode: "task:a" }, task: { dns } })).not.toHaveProperty("dns_server");
  expect(specOf({ task: { dns } })).toMatchObject({ dns_server: ["10.0.0.1"], dns_search: ["x"], dns_option: ["y"] });
  expect(specOf({ plugin: { dns_servers: ["10.0.0.9"] }, task: { dns } }).dns_server).toEqual(["10.0.0.1"]);
  expect(specOf({ plugin: { dns_servers: ["10.0.0.9"] } }).dns_server).toEqual(["10.0.0.9"]);
});

test("hostPathsToResolve() names every path of the node, only when host volumes are off", () => {
  const options = {
    volumes: ["local/a:/a", "/b:/b"],
    mount: [
      { type: "bind", source: "c", target: "/c" },
      { source: "named", target: "/d" },
    ],
  };
  expect(hostPathsToResolve(specInput({ options }))).toEqual([]);
  expect(hostPathsToResolve(specInput({ options, plugin: { volumes: { enabled: false } } }))).toEqual([
    "/var/nomad/alloc/b640480f",
    "/var/nomad/alloc/b640480f/web/local/a",
    "/b",
    "/var/nomad/alloc/b640480f/web/c",
  ]);
});
