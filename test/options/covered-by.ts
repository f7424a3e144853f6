/**
 * Which test covers each option on a real Podman; docs/options.md links it. test/options/coverage.podman.test.ts fails for an option without a test, and for a test that does not name its option.
 */

/** Test file → options of the task's `config`. */
export const taskOptionsCoveredBy: Readonly<Record<string, readonly string[]>> = {
  "test/options/rows/devices.ts": ["devices"],
  "test/options/rows/limits.ts": ["pids_limit", "oom_score_adj", "ulimit", "sysctl"],
  "test/options/rows/namespaces.ts": ["ipc_mode", "pid_mode", "uts_mode", "cgroupns", "userns", "uidmap", "gidmap"],
  "test/options/rows/network.ts": [
    "network_mode",
    "networks",
    "network_aliases",
    "ports",
    "port_map",
    "static_ips",
    "static_mac",
    "extra_hosts",
  ],
  "test/options/rows/name-files.ts": ["hosts_file", "resolv_conf"],
  "test/options/address.podman.test.ts": ["ipv4_address", "ipv6_address", "advertise_address"],
  "test/options/rows/observation.ts": [
    "labels",
    "annotations",
    "stop_signal",
    "runtime",
    "logging",
    "healthcheck",
    "healthchecks",
  ],
  "test/options/rows/process.ts": [
    "command",
    "args",
    "entrypoint",
    "working_dir",
    "create_working_dir",
    "interactive",
    "hostname",
    "tty",
    "init",
    "init_path",
    "timezone",
    "umask",
    "group_add",
  ],
  "test/options/rows/resources.ts": [
    "memory_reservation",
    "memory_swap",
    "memory_swappiness",
    "cpu_hard_limit",
    "cpu_cfs_period",
    "cpuset_cpus",
  ],
  "test/options/rows/root.ts": ["rootfs", "rootfs_overlay", "rootfs_idmap", "systemd"],
  "test/options/rows/security.ts": ["privileged", "cap_add", "cap_drop", "security_opt", "selinux_opts", "apparmor_profile"],
  "test/options/rows/mounts.ts": ["mount", "mounts"],
  "test/options/rows/storage.ts": ["volumes", "create_volume_paths", "tmpfs", "readonly_rootfs", "secrets", "shm_size"],
  "test/driver/start/storage-limit.podman.test.ts": ["storage_opt"],
  "test/driver/images/source.podman.test.ts": ["image", "pull_policy", "force_pull"],
  "test/driver/images/import.podman.test.ts": ["import"],
  "test/driver/images/image-platform.podman.test.ts": ["arch", "os", "variant"],
  "test/driver/images/credentials.podman.test.ts": ["auth", "auth_soft_fail"],
  "test/driver/images/pull-progress.podman.test.ts": ["image_pull_timeout"],
  "test/driver/start/start-task.podman.test.ts": ["socket"],
};

/** Test file → options of the plugin's `config`. */
export const pluginOptionsCoveredBy: Readonly<Record<string, readonly string[]>> = {
  "test/driver/services/fingerprinter.podman.test.ts": ["enabled", "socket", "socket_path"],
  "test/driver/start/recover-task.podman.test.ts": ["client_http_timeout", "recover_stopped"],
  "test/options/volume-escape.podman.test.ts": ["volumes"],
  "test/options/rows/limits.ts": ["pids_limit"],
  "test/options/rows/network.ts": ["networking", "dns_servers"],
  "test/options/rows/observation.ts": ["logging", "disable_log_collection", "extra_labels"],
  "test/driver/images/credentials.podman.test.ts": ["auth"],
  "test/driver/garbage/dangling-containers.podman.test.ts": ["gc"],
  "test/driver/start/policy.podman.test.ts": [
    "allow_privileged",
    "allow_caps",
    "allow_devices",
    "allow_runtimes",
    "allow_host_namespaces",
  ],
  "test/driver/podman-findings.podman.test.ts": ["oci_runtime"],
  "test/driver/images/pull-progress.podman.test.ts": ["image_pull_timeout", "pull_activity_timeout"],
  "test/driver/stats/interval.podman.test.ts": ["stats_interval"],
};

/** The test file that covers an option. */
export function coveredBy(covered: Readonly<Record<string, readonly string[]>>, option: string): string | undefined {
  return Object.keys(covered).find((file) => covered[file]?.includes(option));
}
