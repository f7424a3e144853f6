/** How Podman and its OCI runtimes word what they reject, and which option each is about. */
import type { TaskOptions } from "../../config/task-options/task-options.ts";

/** What the task asked for, as far as Podman may reject it. */
export interface Asked {
  readonly options: TaskOptions;
  /** The task's own `user`. */
  readonly user: string;
}

/** How Podman and its OCI runtimes word an error, and whose value it is about. */
export interface Wording {
  /** Its groups are what {@link Wording.values} is searched for; without groups every value is meant. */
  readonly text: RegExp;
  readonly option: string;
  readonly values: (asked: Asked) => readonly (string | undefined)[];
  /** The member of a map that the first group names: the message names it in place of the whole. */
  readonly member?: (asked: Asked, about: string) => readonly [name: string, value: string] | undefined;
  /** What the message shows as the value, where that is not the one that was found. */
  readonly shown?: (asked: Asked) => unknown;
  /** What is allowed. */
  readonly allowed: string;
  /** What to do where the option is not set at all: the node's default is what was rejected. */
  readonly unset?: string;
}

const aboveOwnLimit =
  "the limit is above what Podman itself may have: raise that of its service, or lower this one (nofile is never above fs.nr_open)";

/** A kernel parameter by its path below /proc/sys. */
const parameters: Pick<Wording, "option" | "values" | "member"> = {
  option: "sysctl",
  values: () => [],
  member: ({ options }, path) => memberOf(options.sysctl, (name) => name.replaceAll(".", "/") === path.replaceAll(".", "/")),
};

const mounted = ({ options }: Asked) => [...options.mount, ...options.mounts];

/**
 * As Podman 4.3.1 and 5.4.2 word them (test/driver/start/refused-options.podman.test.ts), for what only the node and the image decide.
 *
 * The order counts: different options fail in the same words, and the first row wins whose option has the value that the words
 * name. A missing file is searched for among the devices, then the volumes, then the mounts; a missing group in group_add before
 * `user`, which names a user first. Words that fit much else (the runtime's "can't get final child's PID") come last.
 */
export const wordings: readonly Wording[] = [
  {
    text: /unresolvable CDI devices ([^,"\s]+)/,
    option: "devices",
    values: ({ options }) => options.devices ?? [],
    allowed: "Podman knows no such CDI device; its specifications are in /etc/cdi and /var/run/cdi on the node",
  },
  {
    text: /\b(?:stat|faccessat) (\/[^:]*): no such file or directory/,
    option: "devices",
    values: ({ options }) => options.devices ?? [],
    allowed: "the device must exist on the node",
  },
  {
    text: /(\/\S+) is not a valid device/,
    option: "devices",
    values: ({ options }) => options.devices ?? [],
    allowed: "the file is no device: files and directories are mounted with volumes",
  },
  {
    text: /seccomp profile.*?(\/[^:)\s]+)/,
    option: "security_opt",
    values: ({ options }) => options.security_opt ?? [],
    allowed: "it must be a file on the node with a seccomp profile in JSON",
  },
  {
    text: /\b(?:stat|lstat|statfs|faccessat) (\/[^:]*): no such file or directory/,
    option: "volumes",
    values: ({ options }) => options.volumes ?? [],
    allowed:
      "the path must exist on the node; a relative one starts at the task directory, where a template or an artifact can make it",
  },
  {
    text: /\b(?:stat|lstat|statfs|faccessat) (\/[^:]*): no such file or directory/,
    option: "mount.source",
    values: (asked) => mounted(asked).map(({ source }) => source),
    allowed: "the path must exist on the node",
  },
  {
    text: /\b(?:stat|lstat|statfs|faccessat) (\/[^:]*): no such file or directory/,
    option: "rootfs",
    values: ({ options }) => [options.rootfs],
    allowed:
      "the directory must exist on the node; a relative one starts at the task directory, where a template or an artifact can make it",
  },
  {
    text: /image volume "?([^"\s]+?)"?:"?\/.*(?:image not known|no such image)/,
    option: "mount.source",
    values: (asked) => mounted(asked).map(({ source }) => source),
    allowed: "the image must be there already: pull it on the node first",
  },
  {
    text: /(?:zoneinfo\/|unknown time zone )([^:\s)]+)/,
    option: "timezone",
    values: ({ options }) => [options.timezone],
    allowed: "the node has no time zone of that name below /usr/share/zoneinfo",
  },
  {
    text: /container-init binary not found on the host: \w+ ([^:]+)/,
    option: "init_path",
    values: ({ options }) => [options.init_path],
    allowed: "it must be a program on the node, such as /usr/libexec/podman/catatonit",
  },
  {
    text: /no secret with name or id "?([^":\s]+)/,
    option: "secrets.name",
    values: ({ options }) => options.secrets.map(({ name }) => name),
    allowed: "Podman has no secret of that name: make it with `podman secret create`",
  },
  ...(["pid_mode", "ipc_mode", "uts_mode", "cgroupns", "userns", "network_mode"] as const).map((option) => ({
    text: /no container with name or ID "?([^":\s]+)"? found/,
    option,
    values: ({ options }: Asked) => [options[option]],
    allowed: "there is no such container",
  })),
  ...(["pid_mode", "ipc_mode", "uts_mode", "cgroupns", "userns", "network_mode"] as const).map((option) => ({
    text: /namespace path: \w+ ([^:]+)/,
    option,
    values: ({ options }: Asked) => [options[option]],
    allowed: "there is no such namespace on the node",
  })),
  {
    text: /mtab symlink: value too large/,
    option: "rootfs_idmap",
    values: ({ options }) => [options.rootfs_idmap ? "true" : undefined],
    shown: () => true,
    allowed:
      "the directory has no /etc/mtab, and Podman is nobody there who could make one: ln -s /proc/mounts DIRECTORY/etc/mtab",
  },
  {
    text: /uids and gids must be in range/,
    option: "user",
    values: ({ user }) => [user],
    allowed: "the number of a user or group must be from 0 to 2147483647",
  },
  {
    text: /could not find enough available IDs/,
    option: "userns",
    values: ({ options }) => [options.userns],
    allowed: "Podman has no ids to give: add a line such as containers:200000:65536 to /etc/subuid and /etc/subgid on the node",
  },
  {
    text: /unable to find user ([^:]+)/i,
    option: "user",
    values: ({ user }) => [user],
    allowed: "the image has no such user: name one of its /etc/passwd, or write a number",
  },
  {
    text: /unable to find group ([^:]+)/i,
    option: "group_add",
    values: ({ options }) => options.group_add ?? [],
    allowed: "the image has no such group: name one of its /etc/group, or write a number",
  },
  {
    text: /unable to find group ([^:]+)/i,
    option: "user",
    values: ({ user }) => [user],
    allowed: "the image has no such group: name one of its /etc/group, or write a number",
  },
  {
    text: /workdir "([^"]+)" does not exist/,
    option: "working_dir",
    values: ({ options }) => [options.working_dir],
    allowed: "the image has no such directory, and no mount brings one: set create_working_dir = true to have it made",
  },
  {
    text: /creating (?:container \S+ )?workdir\b/,
    option: "working_dir",
    values: ({ options }) => [options.working_dir],
    allowed: "it cannot be made in the image",
  },
  {
    // Podman's own words, and crun's where Podman leaves it to the kernel.
    text: /requested CPUs are not available - requested ([^,]+(?:,[\d-]+)*),|`cpuset\.cpus`: Numerical result out of range/,
    option: "cpuset_cpus",
    values: ({ options }) => [options.cpuset_cpus],
    allowed: "the node does not have all of these CPUs",
  },
  {
    text: /storage-opt|pquota|project quota/,
    option: "storage_opt",
    values: ({ options }) => [JSON.stringify(options.storage_opt)],
    shown: ({ options }) => options.storage_opt,
    allowed:
      "the storage of this Podman takes no such option; a size needs btrfs, or overlay on xfs that is mounted with pquota",
  },
  {
    text: /failed to initialize journal|journald logging driver/,
    option: "logging.driver",
    values: ({ options }) => [options.logging?.driver],
    allowed: "the node has no journal that Podman can write to; use nomad or k8s-file",
  },
  {
    text: /(?:rlimit type |RLIMIT_)(\w+)/,
    option: "ulimit",
    values: () => [],
    member: ({ options }, about) => {
      const type = rlimits[Number(about)] ?? about.toLowerCase();
      return memberOf(options.ulimit, (name) => name.toLowerCase().replace(/^rlimit_/, "") === type);
    },
    allowed: aboveOwnLimit,
  },
  {
    text: /rlimit/i,
    option: "ulimit",
    values: ({ options }) => [JSON.stringify(options.ulimit)],
    shown: ({ options }) => options.ulimit,
    allowed: aboveOwnLimit,
    unset:
      'Podman may not give the container its default limits of this node: set default_ulimits in [containers] of the node\'s containers.conf, such as ["nofile=1024:1024", "nproc=1024:1024"], or the limits here',
  },
  {
    ...parameters,
    text: /[ `]\/proc\/sys\/([\w./-]+)`?: no such file/i,
    allowed: "the kernel of this node has no such parameter",
  },
  { ...parameters, text: /\/proc\/sys\/([\w./-]+)/, allowed: "the kernel of this node does not take this value" },
  {
    text: /oom_score_adj|can't get final child's PID/,
    option: "oom_score_adj",
    values: ({ options }) => [(options.oom_score_adj ?? 0) < 0 ? String(options.oom_score_adj) : undefined],
    shown: ({ options }) => options.oom_score_adj,
    allowed: "a value below Podman's own needs CAP_SYS_RESOURCE, which its service does not have",
  },
];

/** By their numbers in the kernel (asm-generic/resource.h), in which runc names them. */
const rlimits: readonly string[] =
  "cpu fsize data stack core rss nproc nofile memlock as locks sigpending msgqueue nice rtprio rttime".split(" ");

type Texts = Readonly<Record<string, string>>;

function memberOf(map: Texts | undefined, isMeant: (name: string) => boolean): readonly [string, string] | undefined {
  return Object.entries(map ?? {}).find(([name]) => isMeant(name));
}
