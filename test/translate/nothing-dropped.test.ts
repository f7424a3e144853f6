import { expect, test } from "bun:test";
import fc from "fast-check";
import { type TaskOptions, taskOptionTable } from "../../src/config/task-options/task-options.ts";
import { type InputOverrides, resources, specOf } from "../fixtures/task-input.ts";

type OptionName = keyof TaskOptions;

/** Options that other parts of the driver carry out: they say which image and which Podman, not what the container is. */
const elsewhere = [
  "image",
  "import",
  "image_pull_timeout",
  "force_pull",
  "pull_policy",
  "arch",
  "os",
  "variant",
  "auth",
  "auth_soft_fail",
  "socket",
  "create_volume_paths",
  "advertise_address",
] as const satisfies readonly OptionName[];

/** A value for every other option, none of which contradicts another; tsc fails when one is missing. */
const samples: Readonly<Record<Exclude<OptionName, (typeof elsewhere)[number]>, unknown>> & Readonly<Record<string, unknown>> =
  {
    rootfs: "/srv/root",
    rootfs_overlay: true,
    command: "serve",
    args: ["--fast"],
    entrypoint: ["/bin/sh", "-c"],
    working_dir: "/srv",
    hostname: "shop",
    labels: [{ team: "web" }],
    annotations: [{ tier: "front" }],
    init: true,
    init_path: "/usr/bin/tini",
    systemd: "false",
    create_working_dir: true,
    interactive: true,
    tty: true,
    timezone: "Europe/Berlin",
    umask: "0027",
    stop_signal: "SIGINT",
    runtime: "kata",
    privileged: true,
    cap_add: ["SYS_TIME"],
    cap_drop: ["MKNOD"],
    security_opt: ["no-new-privileges"],
    selinux_opts: ["type:shop"],
    apparmor_profile: "shop",
    readonly_rootfs: true,
    group_add: ["video"],
    userns: "auto:size=4096",
    uidmap: ["0:100000:65536"],
    gidmap: ["0:200000:65536"],
    rootfs_idmap: true,
    ipc_mode: "shareable",
    pid_mode: "private",
    uts_mode: "private",
    cgroupns: "host",
    volumes: ["/srv/data:/data"],
    mount: [{ source: "data", target: "/volume" }],
    mounts: [{ type: "tmpfs", target: "/scratch" }],
    tmpfs: ["/run"],
    devices: ["/dev/fuse"],
    shm_size: "32m",
    storage_opt: [{ size: "1G" }],
    secrets: [{ name: "key" }],
    memory_reservation: "100m",
    memory_swap: "300m",
    memory_swappiness: 10,
    cpu_hard_limit: true,
    cpu_cfs_period: 50_000,
    cpuset_cpus: "0",
    pids_limit: 64,
    oom_score_adj: 100,
    ulimit: [{ nofile: "1024" }],
    sysctl: [{ "net.core.somaxconn": "1024" }],
    network_mode: "backend",
    networks: [{ name: "frontend" }],
    network_aliases: ["db"],
    ports: ["http"],
    port_map: [{ http: 80 }],
    ipv4_address: "10.89.0.10",
    ipv6_address: "fd00::10",
    static_ips: ["10.89.0.11"],
    static_mac: "92:d0:c6:0a:29:77",
    extra_hosts: ["db:10.0.0.7"],
    hosts_file: "host",
    resolv_conf: "stub",
    logging: { driver: "journald" },
    healthcheck: { command: "true" },
    healthchecks: { disable: true },
  };

/** What an option has no meaning without. */
const needs: Readonly<Record<string, readonly string[]>> = {
  rootfs_overlay: ["rootfs"],
  rootfs_idmap: ["rootfs", "uidmap"],
  init_path: ["init"],
  cpu_cfs_period: ["cpu_hard_limit"],
  network_aliases: ["network_mode"],
  // With networks blocks alone they would belong to none of them.
  ipv4_address: ["network_mode"],
  ipv6_address: ["network_mode"],
  static_ips: ["network_mode"],
  static_mac: ["network_mode"],
};
/** Pairs that the checks refuse together. */
const exclusive: Readonly<Record<string, readonly string[]>> = {
  port_map: ["ports"],
  healthchecks: ["healthcheck"],
  extra_hosts: ["hosts_file"],
  rootfs_overlay: ["rootfs_idmap"],
  storage_opt: ["rootfs", "rootfs_overlay", "rootfs_idmap"],
  userns: ["uidmap", "gidmap", "rootfs", "rootfs_overlay", "rootfs_idmap"],
};

/** A node on which every sample can be carried out. */
const node: InputOverrides = {
  host: { cgroupVersion: "v1", cgroupManager: "cgroupfs", podmanVersion: "6.0.0" },
  task: {
    resources: resources({
      ports: [{ label: "http", value: 20_000, to: 80, hostIp: "10.0.0.1" }],
      networks: [{ ip: "10.0.0.1", reservedPorts: [], dynamicPorts: [{ label: "http", value: 20_001 }] }],
    }),
  },
};

function specWith(names: readonly string[]): string {
  const options = Object.fromEntries(names.map((name) => [name, samples[name]]));
  const image = names.includes("rootfs") ? { image: null } : {};
  return JSON.stringify(specOf({ ...node, options: { ...image, ...options } }));
}

const inSpec = Object.keys(taskOptionTable).filter((name) => !elsewhere.some((other) => other === name));

test("every option has a sample or is carried out elsewhere", () => {
  expect(inSpec.filter((name) => samples[name] === undefined)).toEqual([]);
});

test.each(inSpec)("buildContainerSpec() carries out %s", (name) => {
  const without = needs[name] ?? [];
  expect(specWith([...without, name])).not.toBe(specWith(without));
});

test("buildContainerSpec() drops no option whatever others are set", () => {
  const subsets = fc
    .subarray(inSpec, { minLength: 1 })
    .map((names) => names.filter((name) => !exclusive[name]?.some((other) => names.includes(other))));
  fc.assert(
    fc.property(subsets, fc.nat(), (names, pick) => {
      const one = names[pick % names.length] ?? "";
      // What depends on the option goes with it.
      const rest = names.filter((name) => name !== one && !(needs[name] ?? []).includes(one));
      const set = [...new Set([...rest, ...(needs[one] ?? []), one])];
      const complete = set.flatMap((name) => [...(needs[name] ?? []), name]);
      const all = [...new Set(complete)];
      expect(specWith(all)).not.toBe(specWith(all.filter((name) => name !== one)));
    }),
    { numRuns: 300 },
  );
});

/** Of an image there is one in each container. */
type LeavesAlone = Exclude<(typeof elsewhere)[number], "image">;

const leavesAlone = elsewhere.filter((name): name is LeavesAlone => name !== "image");

test.each(leavesAlone)("%s leaves the container as it is", (name) => {
  const values: Readonly<Record<LeavesAlone, unknown>> = {
    import: { source: "local/rootfs.tar" },
    image_pull_timeout: "1m",
    force_pull: true,
    pull_policy: "always",
    arch: "arm64",
    os: "linux",
    variant: "v8",
    auth: { username: "ci" },
    auth_soft_fail: true,
    advertise_address: "ipv6",
    socket: "rootless",
    create_volume_paths: true,
  };
  expect(JSON.stringify(specOf({ options: { [name]: values[name] } }))).toBe(JSON.stringify(specOf()));
});
