/** Fields that a Podman does not know are silently ignored by it (docs/podman-quirks.md#unknown-fields): none is sent to one that is too old. */
import { expect, test } from "bun:test";
import type { SpecGenerator } from "../../src/podman/containers/spec-generator.ts";
import { build, type InputOverrides, resources } from "../fixtures/task-input.ts";

/** First Podman with the field, for every one that a container of ours may have. */
const since: Readonly<Record<keyof SpecGenerator, "4.3" | "4.5" | "6.0">> = {
  name: "4.3",
  image: "4.3",
  rootfs: "4.3",
  rootfs_overlay: "4.3",
  rootfs_mapping: "4.5",
  entrypoint: "4.3",
  command: "4.3",
  env: "4.3",
  work_dir: "4.3",
  create_working_dir: "4.3",
  user: "4.3",
  groups: "4.3",
  hostname: "4.3",
  terminal: "4.3",
  stdin: "4.3",
  init: "4.3",
  init_path: "4.3",
  systemd: "4.3",
  timezone: "4.3",
  umask: "4.3",
  stop_signal: "4.3",
  labels: "4.3",
  annotations: "4.3",
  oci_runtime: "6.0",
  log_configuration: "4.3",
  secrets: "4.3",
  secret_env: "4.3",
  healthconfig: "4.3",
  mounts: "4.3",
  volumes: "4.3",
  overlay_volumes: "4.3",
  image_volumes: "4.3",
  shm_size: "4.3",
  storage_opts: "4.3",
  devices: "4.3",
  privileged: "4.3",
  read_only_filesystem: "4.3",
  cap_add: "4.3",
  cap_drop: "4.3",
  selinux_opts: "4.3",
  apparmor_profile: "4.3",
  seccomp_profile_path: "4.3",
  no_new_privileges: "4.3",
  label_nested: "4.5",
  procfs_opts: "4.3",
  mask: "4.3",
  unmask: "4.3",
  userns: "4.3",
  idmappings: "4.3",
  netns: "4.3",
  ipcns: "4.3",
  pidns: "4.3",
  utsns: "4.3",
  cgroupns: "4.3",
  cgroup_parent: "4.3",
  Networks: "4.3",
  network_options: "4.3",
  portmappings: "4.3",
  dns_server: "4.3",
  dns_search: "4.3",
  dns_option: "4.3",
  use_image_resolve_conf: "4.3",
  use_image_hosts: "4.3",
  hostadd: "4.3",
  sysctl: "4.3",
  resource_limits: "4.3",
  r_limits: "4.3",
  oom_score_adj: "4.3",
};

/** Tasks that make every field there is, one each for what excludes each other and for what later versions know. */
const given: readonly InputOverrides[] = [
  {
    options: {
      entrypoint: ["/e"],
      command: "c",
      args: ["a"],
      working_dir: "/w",
      create_working_dir: true,
      interactive: true,
      group_add: ["g"],
      hostname: "h",
      tty: true,
      init: true,
      init_path: "/i",
      timezone: "UTC",
      umask: "0022",
      stop_signal: "INT",
      labels: { a: "b" },
      annotations: { a: "b" },
      logging: { driver: "journald", options: { tag: "t" } },
      secrets: [{ name: "s" }, { name: "s", env: "S" }],
      healthcheck: { command: "true" },
      volumes: ["/a:/b", "/c:/d:O"],
      mount: [{ target: "/v" }, { type: "image", source: "i", target: "/im" }, { type: "tmpfs", target: "/t" }],
      shm_size: "1m",
      storage_opt: { size: "1g" },
      devices: ["/dev/null"],
      privileged: true,
      readonly_rootfs: true,
      cap_add: ["KILL"],
      cap_drop: ["CHOWN"],
      selinux_opts: ["type:t"],
      apparmor_profile: "p",
      security_opt: ["seccomp=/s", "no-new-privileges", "proc-opts=hidepid=2", "mask=/m", "unmask=/u"],
      userns: "auto",
      ipc_mode: "private",
      pid_mode: "private",
      uts_mode: "private",
      cgroupns: "private",
      extra_hosts: ["a:10.0.0.1"],
      sysctl: { "net.core.somaxconn": "1" },
      pids_limit: 1,
      ulimit: { nofile: "1" },
      oom_score_adj: 1,
      network_mode: "backend",
    },
    task: { user: "1000", dns: { servers: ["10.0.0.53"], searches: ["shop.example"], options: ["ndots:2"] } },
  },
  { options: { network_mode: "slirp4netns:mtu=1500", resolv_conf: "image", hosts_file: "image" } },
  { options: { image: null, rootfs: "/srv/root", rootfs_overlay: true, systemd: "always" } },
  {
    options: { network_mode: "bridge", ports: ["http"] },
    task: { resources: resources({ ports: [{ label: "http", value: 20_000, to: 80, hostIp: "10.0.0.1" }] }) },
  },
];

const mappedDirectory = { image: null, rootfs: "/srv/root", rootfs_idmap: true, uidmap: ["0:100000:65536"] };

/** The image is added by the driver when it is there. */
const sentTo = (podmanVersion: string, all: readonly InputOverrides[]) =>
  new Set(["image", ...all.flatMap((each) => Object.keys(build({ ...each, host: { podmanVersion } }).spec))]);
const known = Object.entries(since).flatMap(([field, version]) => (version === "4.3" ? [field] : []));

test("Podman 4.3 is sent every field that it knows and no other", () => {
  expect([...sentTo("4.3.1", given)].sort()).toEqual(known.sort());
});

test("Podman 6 is sent every field there is", () => {
  const newer: InputOverrides = { options: { runtime: "kata", security_opt: ["label=nested"] } };
  expect([...sentTo("6.0.0", [...given, newer, { options: mappedDirectory }])].sort()).toEqual(Object.keys(since).sort());
});

test.each([
  ["a runtime of its own", { runtime: "kata" }, "6.0.0", "oci_runtime"],
  ["an idmapped directory", mappedDirectory, "4.5.0", "rootfs_mapping"],
  ["nested labels", { security_opt: ["label=nested"] }, "4.5.0", "label_nested"],
] as const)("%s is refused before the Podman that knows it, and sent from then on", (_, asked, version, field) => {
  expect(() => build({ options: asked, host: { podmanVersion: "4.3.1" } })).toThrow(/4\.3\.1/);
  expect(build({ options: asked, host: { podmanVersion: version } }).spec).toHaveProperty(field);
});

test("a limit that is unlimited is never -1, which Podman takes since 5.5.1 only", () => {
  for (const podmanVersion of ["4.3.1", "5.4.2", "5.5.1"]) {
    const { spec } = build({ options: { ulimit: { core: "-1:-1" } }, host: { podmanVersion } });
    expect(JSON.stringify(spec.r_limits)).toBe('[{"type":"core","soft":18446744073709551615,"hard":18446744073709551615}]');
  }
});
