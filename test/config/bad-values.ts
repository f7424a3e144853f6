/** Values that an option must refuse, with what the message must say of what is allowed; one row or more for each option. */
type Row = readonly [path: string, value: unknown, allowed: string];

const texts = (path: string): Row[] => [
  [path, {}, "must be a string"],
  [path, ["a"], "must be a string"],
];
const lists = (path: string): Row[] => [
  [path, "a", "must be a list of strings"],
  [path, [["a"]], "must be a list of strings"],
  [path, [""], "must not be empty"],
];
const capabilities = (path: string): Row[] => [
  [path, "a", "must be a list of strings"],
  [path, ["NET_ADMN"], "must be a Linux capability"],
  [path, ["NET_ADMIN", "CAP_ALL"], "must be a Linux capability"],
];
const flags = (path: string): Row[] => [
  [path, "yes", "must be true or false"],
  [path, 3, "must be true or false"],
];
const maps = (path: string): Row[] => [
  [path, "a", "must be a map of strings"],
  [path, { a: ["b"] }, "must be a map of strings"],
  [path, { "": "b" }, "must have names that are not empty"],
];
const durations = (path: string): Row[] => [
  [path, "5", "must be a duration"],
  [path, "soon", "must be a duration"],
  [path, "-5s", "must be a duration"],
];
const sizes = (path: string): Row[] => [
  [path, "32 pebibytes", "must be a size"],
  [path, "-5", "must be a size"],
];
const numbers = (path: string, ...values: unknown[]): Row[] => [
  [path, "many", "must be a number"],
  [path, 1.5, "must be"],
  ...values.map((value): Row => [path, value, "must be"]),
];
const words = (path: string): Row[] => [[path, "no such word", "must be"]];
const mount = (path: string): Row[] => [
  ...words(`${path}.type`),
  ...texts(`${path}.source`),
  [`${path}.target`, "data", "must be an absolute path"],
  [`${path}.target`, "", "must be set"],
  ...flags(`${path}.readonly`),
  ...lists(`${path}.options`),
];

export const badTaskValues: readonly Row[] = [
  ["image", "", "must be set"],
  ["image", ["a"], "must be a string"],
  ...durations("image_pull_timeout"),
  ["image_pull_timeout", "0", "must be a duration"],
  ...["force_pull", "auth_soft_fail", "tty", "init", "privileged", "readonly_rootfs", "cpu_hard_limit"].flatMap(flags),
  ...["pull_policy", "userns", "ipc_mode", "pid_mode", "uts_mode", "cgroupns", "hostname", "timezone", "umask"].flatMap(words),
  ...["arch", "os", "variant", "auth.username", "working_dir", "init_path", "runtime", "socket"].flatMap(texts),
  ["auth.password", ["x"], "must be a string"],
  ...flags("auth.tls_verify"),
  ...flags("auth.tlsVerify"),
  ["command", {}, "must be a string or a list of strings"],
  ["command", [["a"]], "must be a string or a list of strings"],
  ["entrypoint", {}, "must be a string or a list of strings"],
  ["args", "a", "must be a list of strings"],
  ...["labels", "annotations", "storage_opt", "ulimit", "sysctl", "logging.options"].flatMap(maps),
  ["stop_signal", "SIGWHAT", "must be a signal"],
  ["stop_signal", "99", "must be a signal"],
  ["userns", "private", "must be"],
  ...["cap_add", "cap_drop"].flatMap(capabilities),
  ...["security_opt", "selinux_opts", "group_add"].flatMap(lists),
  ...texts("apparmor_profile"),
  ...["volumes", "tmpfs", "devices", "network_aliases", "ports"].flatMap(lists),
  ...mount("mount[]"),
  ...mount("mounts[]"),
  ...["shm_size", "memory_reservation", "memory_swap"].flatMap(sizes),
  ["memory_reservation", "-1", "must be a size"],
  ["secrets[].name", "", "must be set"],
  ...texts("secrets[].target"),
  ["secrets[].env", "1BAD", "must be the name of an environment variable"],
  ["secrets[].mode", "0999", "octal"],
  ...numbers("memory_swappiness", -1, 101),
  ...numbers("cpu_cfs_period", -1, 1_000_001),
  ["cpuset_cpus", "a few", "must be a list of CPUs"],
  ["cpuset_cpus", "0,3-1", "must be a list of CPUs"],
  ...numbers("pids_limit", -2, 2 ** 53, "18446744073709551616"),
  ...numbers("oom_score_adj", -1001, 1001),
  ...texts("network_mode"),
  ["networks[].name", "", "must be set"],
  ...lists("networks[].aliases"),
  ["networks[].static_ips", ["10.0.0"], "must be an IP address"],
  ["networks[].static_mac", "92:d0:c6", "must be the MAC address of one interface"],
  ["port_map", { http: 0 }, "from 1 to 65535"],
  ["port_map", { http: 65_536 }, "from 1 to 65535"],
  ["port_map", { http: "x" }, "must be a map of numbers"],
  ["ipv4_address", "fd00::10", "must be an IPv4 address"],
  ["ipv4_address", "10.0.0.256", "must be an IPv4 address"],
  ["ipv6_address", "10.0.0.1", "must be an IPv6 address"],
  ["static_ips", ["10.0.0.1/24"], "must be an IP address"],
  ["static_mac", "92-d0:c6:0a:29:33", "must be the MAC address of one interface"],
  ["static_mac", "01:00:5e:00:00:01", "must be the MAC address of one interface"],
  ["static_mac", "00-00-00-00-00-00", "must be the MAC address of one interface"],
  ["extra_hosts", ["db"], 'must be "name:address"'],
  ["extra_hosts", ["db:nowhere"], 'must be "name:address"'],
  ["extra_hosts", [":10.0.0.1"], 'must be "name:address"'],
  ...words("logging.driver"),
  ["healthcheck.command", "", "must be set"],
  ["healthcheck.command", {}, "must be a string or a list"],
  ...["healthcheck.interval", "healthcheck.timeout", "healthcheck.start_period"].flatMap(durations),
  ...numbers("healthcheck.retries", 0),
  ...flags("healthchecks.disable"),
];

export const badPluginValues: readonly Row[] = [
  ...[
    "enabled",
    "volumes.enabled",
    "disable_log_collection",
    "gc.container",
    "gc.image",
    "gc.dangling_containers.enabled",
    "gc.dangling_containers.dry_run",
    "recover_stopped",
    "allow_privileged",
    "allow_host_namespaces",
  ].flatMap(flags),
  ...[
    "client_http_timeout",
    "stats_interval",
    "gc.image_delay",
    "gc.dangling_containers.period",
    "gc.dangling_containers.creation_grace",
    "image_pull_timeout",
    "pull_activity_timeout",
  ].flatMap(durations),
  ["stats_interval", "10ms", "must be a duration of at least 1s"],
  ["gc.dangling_containers.period", "1ms", "must be a duration of at least 1s"],
  ["socket_path", "podman.sock", "must be a unix socket or a URL"],
  ["socket_path", "unix://", "must be a unix socket or a URL"],
  ["socket_path", "ftp://host:1", "must be a unix socket or a URL"],
  ["socket[].socket_path", "", "must be set"],
  ["socket[].socket_path", "tcp://", "must be a unix socket or a URL"],
  ...["socket[].name", "auth.config", "auth.helper", "oci_runtime"].flatMap(texts),
  ...["volumes.selinuxlabel", "logging.driver", "networking.default_rootless_mode"].flatMap(words),
  ["logging.options", "a", "must be a block of strings"],
  ["logging.options", { a: [] }, "must be a block of strings"],
  ["dns_servers", ["dns.example"], "must be an IP address"],
  ["dns_servers", "10.0.0.1", "must be a list of strings"],
  ...["extra_labels", "allow_runtimes"].flatMap(lists),
  ...capabilities("allow_caps"),
  ...numbers("pids_limit", -2),
];
