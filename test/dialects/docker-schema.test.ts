/** The options of Nomad's own Docker driver (2.0.5) by name, type and default, and ours beside them. */
import { expect, test } from "bun:test";
import type { Option, OptionTable } from "../../src/config/table/option.ts";
import { dockerPluginOptions } from "../../src/dialects/docker/plugin-options.ts";
import { dockerTaskOptions } from "../../src/dialects/docker/task-options/task-options.ts";

/** Type of each option by its path, with names apart by blanks. */
type Types = Readonly<Record<string, string>>;

const mountTypes = (block: string): Types => {
  const at = (names: string) =>
    names
      .split(" ")
      .map((name) => `${block}.${name}`)
      .join(" ");
  return {
    blocks: block,
    block: at("bind_options tmpfs_options volume_options volume_options.driver_config"),
    string: at("type target source bind_options.propagation volume_options.driver_config.name"),
    bool: at("readonly volume_options.no_copy"),
    number: at("tmpfs_options.size tmpfs_options.mode"),
    // Nomad's own are list(map(string)): as blocks of attributes they take a map as well (test/config/table/repeated-blocks.test.ts).
    attributes: at("volume_options.labels volume_options.driver_config.options"),
  };
};

const task: readonly Types[] = [
  {
    string:
      "image auth.username auth.password auth.email auth.server_address cgroupns command cpuset_cpus devices.host_path " +
      "devices.container_path devices.cgroup_permissions hostname ipc_mode ipv4_address ipv6_address isolation load " +
      "logging.type logging.driver mac_address network_mode runtime pid_mode image_pull_timeout uts_mode userns_mode " +
      "volume_driver work_dir",
    bool:
      "advertise_ipv6_address auth_soft_fail cpu_hard_limit force_pull healthchecks.disable init interactive privileged " +
      "readonly_rootfs tty",
    number: "cpu_cfs_period container_exists_attempts memory_hard_limit oom_score_adj pids_limit shm_size",
    "list(string)":
      "args cap_add cap_drop dns_search_domains dns_options dns_servers entrypoint extra_hosts group_add network_aliases " +
      "ports security_opt volumes",
    "list(map(string))": "labels logging.config sysctl ulimit",
    "list(map(number))": "port_map",
    block: "auth healthchecks logging",
    blocks: "devices",
    attributes: "storage_opt",
  },
  mountTypes("mount"),
  mountTypes("mounts"),
];

/** That of cpu_cfs_period is the kernel's own, which holds without one as well. */
const taskDefaults = { "mount.type": "volume", "mounts.type": "volume" };

const plugin: readonly Types[] = [
  {
    string:
      "endpoint auth.config auth.helper tls.cert tls.key tls.ca logging.type gc.image_delay gc.dangling_containers.period " +
      "gc.dangling_containers.creation_grace volumes.selinuxlabel nvidia_runtime infra_image infra_image_pull_timeout " +
      "image_pull_timeout pull_activity_timeout",
    bool:
      "gc.image gc.container gc.dangling_containers.enabled gc.dangling_containers.dry_run volumes.enabled allow_privileged " +
      "disable_log_collection windows_allow_insecure_container_admin",
    number: "container_exists_attempts oom_score_adj pids_limit",
    "list(string)":
      "extra_labels allow_caps allow_runtimes allowed_modes.pid allowed_modes.ipc allowed_modes.userns allowed_modes.uts",
    block: "auth tls logging gc gc.dangling_containers volumes allowed_modes",
    attributes: "logging.config",
  },
];

const pluginDefaults = {
  "gc.image": true,
  "gc.image_delay": "3m",
  "gc.container": true,
  "gc.dangling_containers.enabled": true,
  "gc.dangling_containers.period": "5m",
  "gc.dangling_containers.creation_grace": "5m",
  "gc.dangling_containers.dry_run": false,
  // In the default of the block.
  "volumes.enabled": false,
  allow_caps:
    "audit_write chown dac_override fowner fsetid kill mknod net_bind_service setfcap setgid setpcap setuid sys_chroot".split(
      " ",
    ),
  nvidia_runtime: "nvidia",
  allow_runtimes: ["runc", "nvidia"],
  image_pull_timeout: "5m",
  oom_score_adj: 0,
  pull_activity_timeout: "2m",
  "allowed_modes.pid": [],
  "allowed_modes.ipc": [],
  "allowed_modes.userns": [],
  "allowed_modes.uts": [],
};

/** Defaults of what has no effect here: with them the warning that says so would be everywhere. */
const unused = { infra_image: "…", infra_image_pull_timeout: "5m", container_exists_attempts: 5 };

/** `list(map(string))` for one that only our own check takes for that, because Nomad's decoder does not in each spelling. */
function typeOf(option: Option): string {
  if (option.kind === "mapBlock") return "attributes";
  if (option.kind === "block") return option.repeated === true ? "blocks" : "block";
  return option.readAs ?? option.type;
}

function flat(table: OptionTable, above = ""): readonly (readonly [path: string, option: Option])[] {
  return Object.entries(table).flatMap(([name, option]): readonly (readonly [string, Option])[] => {
    const nested = option.kind === "block" ? flat(option.options, `${above}${name}.`) : [];
    return [[`${above}${name}`, option], ...nested];
  });
}

function expected(types: readonly Types[]): Readonly<Record<string, string>> {
  const all = types.flatMap((each) =>
    Object.entries(each).flatMap(([type, paths]) => paths.split(" ").map((path) => [path, type] as const)),
  );
  return Object.fromEntries(all);
}

test.each([
  ["a task", dockerTaskOptions, expected(task)],
  ["the plugin", dockerPluginOptions, expected(plugin)],
] as const)("the options of %s have the names and types of Nomad's own driver", (_, table, types) => {
  const ours = flat(table).filter(([path]) => types[path] !== undefined);
  expect(Object.fromEntries(ours.map(([path, option]) => [path, typeOf(option)]))).toEqual(types);
});

test.each([
  ["a task", dockerTaskOptions, expected(task), taskDefaults],
  ["the plugin", dockerPluginOptions, expected(plugin), pluginDefaults],
] as const)("the options of %s have the defaults of Nomad's own driver", (_, table, types, defaults) => {
  const ours = flat(table).flatMap(([path, option]) =>
    types[path] !== undefined && option.kind === undefined && option.default !== undefined
      ? [[path, JSON.parse(option.default)] as const]
      : [],
  );
  const given: Readonly<Record<string, unknown>> = defaults;
  // False is what a bool is that nothing sets.
  const saying = ours.filter(([path, value]) => value !== false || given[path] !== undefined);
  expect(Object.fromEntries(saying)).toEqual({ ...given });
  expect(saying.filter(([path]) => path in unused)).toEqual([]);
});

test("what is not of Nomad's own driver is marked as ours", () => {
  const unmarked = [
    ...flat(dockerTaskOptions).filter(([path]) => expected(task)[path] === undefined),
    ...flat(dockerPluginOptions).filter(([path]) => expected(plugin)[path] === undefined),
  ].filter(([path, option]) => option.origin !== "more" && !/^socket\./.test(path));
  expect(unmarked.map(([path]) => path)).toEqual([]);
});
