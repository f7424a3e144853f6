/** What options mean together: what is wrong although each value is allowed. No node is needed for it. */
import { attributeName, defaultNetwork, defaultSocketName } from "../core/names.ts";
import { parseNetworkMode } from "./checks/network-checks.ts";
import type { PluginOptions } from "./plugin-options/plugin-options.ts";
import { type Problem, problem } from "./table/problem.ts";
import type { TaskOptions } from "./task-options/task-options.ts";

export function taskProblems(options: TaskOptions): readonly Problem[] {
  const { mount, mounts, secrets } = options;
  return [
    ...rootfsProblems(options),
    ...systemdProblems(options),
    ...userProblems(options),
    ...pullProblems(options),
    ...importProblems(options),
    ...healthProblems(options),
    ...portProblems(options),
    ...addressProblems(options),
    ...networkNameProblems(options),
    ...options.networks.flatMap((one, index) => createdNetworkProblems(one, `networks[${index}]`)),
    ...hostsProblems(options),
    ...capabilityProblems(options),
    ...mount.flatMap((one, index) => mountProblems(one, `mount[${index}]`)),
    ...mounts.flatMap((one, index) => mountProblems(one, `mounts[${index}]`)),
    ...secrets.flatMap((one, index) => secretProblems(one, `secrets[${index}]`)),
  ];
}

export function pluginProblems(options: PluginOptions): readonly Problem[] {
  return socketProblems(options);
}

/** Options that say something of an image. */
const imageOptions = ["import", "pull_policy", "arch", "os", "variant", "auth", "storage_opt"] as const;

function rootfsProblems(options: TaskOptions): readonly Problem[] {
  const { rootfs, image, force_pull } = options;
  if (rootfs === undefined) {
    const set = (["rootfs_overlay", "rootfs_idmap"] as const).filter((name) => options[name]);
    return set.map((name) => problem(name, true, "has no meaning without rootfs"));
  }
  const meaningless = "is about an image, and rootfs is none; remove it";
  return [
    ...(image === undefined ? [] : [problem("rootfs", rootfs, "takes the place of image; keep one of them")]),
    ...(/:O$/.test(rootfs) ? [problem("rootfs", rootfs, "write rootfs_overlay = true for what :O means to podman run")] : []),
    ...(force_pull ? [problem("force_pull", true, meaningless)] : []),
    ...imageOptions.flatMap((name) =>
      options[name] === undefined
        ? []
        : [problem(name, name === "auth" || name === "import" ? undefined : options[name], meaningless)],
    ),
  ];
}

function systemdProblems({ systemd, init, pid_mode }: TaskOptions): readonly Problem[] {
  if (systemd !== "always") return [];
  const first = 'contradicts systemd = "always", whose program is process 1; keep one of them';
  return [
    ...(init === true ? [problem("init", true, first)] : []),
    ...(pid_mode === undefined || pid_mode === "private" ? [] : [problem("pid_mode", pid_mode, first)]),
  ];
}

function userProblems({ userns, uidmap = [], gidmap = [], ...options }: TaskOptions): readonly Problem[] {
  const maps = Object.entries({ uidmap, gidmap }).filter(([, entries]) => entries.length > 0);
  const together = "is a user namespace of its own and cannot be used together with userns; keep one of them";
  const { rootfs, rootfs_overlay, rootfs_idmap } = options;
  const picked = rootfs !== undefined && !rootfs_idmap && userns?.startsWith("auto") === true;
  const layered = rootfs_idmap && rootfs_overlay;
  const nobody = rootfs_idmap && maps.length === 0 && (userns === undefined || userns === "host");
  return [
    ...(userns === undefined ? [] : maps.map(([name, entries]) => problem(name, entries, together))),
    ...(picked ? [problem("userns", userns, noPickedIds)] : []),
    ...(layered ? [problem("rootfs_idmap", true, "cannot be used together with rootfs_overlay; keep one of them")] : []),
    ...(nobody ? [problem("rootfs_idmap", true, "must have a user namespace besides: uidmap, gidmap or userns")] : []),
  ];
}

/** See docs/podman-quirks.md#rootfs-users. */
const noPickedIds =
  "no file of rootfs belongs to users that Podman picks; set rootfs_idmap = true, or use uidmap with users that own them";

function pullProblems({ force_pull, pull_policy }: TaskOptions): readonly Problem[] {
  if (!force_pull || pull_policy === undefined || pull_policy === "always") return [];
  return [problem("pull_policy", pull_policy, 'contradicts force_pull = true, which means "always"; keep one of them')];
}

function importProblems({ image, import: block }: TaskOptions): readonly Problem[] {
  if (block === undefined || image === undefined) return [];
  const { source, checksum, checksum_url, verify } = block;
  const isUrl = /^https?:\/\//i.test(source);
  const local = /^(?:docker:\/\/)?localhost\/[^@]+$/.test(image);
  const needsUrl = verify !== "no" && !isUrl && checksum_url === undefined && checksum === undefined;
  const scheme = isUrl ? !URL.canParse(source) : /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
  const at = "import.verify";
  return [
    ...(local ? [] : [problem("image", image, 'must be a name that begins with "localhost/", without a digest, for import')]),
    ...(scheme ? [problem("import.source", undefined, "must be a path or an http or https URL, and this URL is neither")] : []),
    ...(verify === "signature" && checksum !== undefined
      ? [problem(at, verify, "is of a published checksum, not of the given one; keep one of them")]
      : []),
    ...(needsUrl ? [problem(at, verify, "needs a URL beside which the checksums are: set checksum_url, or checksum")] : []),
    ...(verify === "no" && checksum_url !== undefined
      ? [problem("import.checksum_url", undefined, 'has no meaning with verify = "no"; set it to "checksum" or "signature"')]
      : []),
  ];
}

function healthProblems({ healthcheck, healthchecks }: TaskOptions): readonly Problem[] {
  if (healthcheck === undefined || healthchecks?.disable !== true) return [];
  return [problem("healthcheck", undefined, "contradicts healthchecks { disable = true }; keep one of them")];
}

function portProblems({ ports, port_map }: TaskOptions): readonly Problem[] {
  const mapped = Object.keys(port_map ?? {});
  if (mapped.length === 0 || ports === undefined || ports.length === 0) return [];
  return [
    problem("port_map", port_map, "cannot be used together with ports; keep ports and set `to` in the group's network block"),
  ];
}

const addressOptions = ["ipv4_address", "ipv6_address", "static_ips", "static_mac", "network_aliases", "networks"] as const;

function addressProblems(options: TaskOptions): readonly Problem[] {
  const mode = options.network_mode;
  // Without one the group's network decides.
  if (mode === undefined || ["bridge", "network"].includes(parseNetworkMode(mode).kind)) return [];
  const why = `works only with a bridge or a named Podman network, not with network_mode = "${mode}"`;
  return addressOptions.filter((name) => (options[name]?.length ?? 0) > 0).map((name) => problem(name, options[name], why));
}

function networkNameProblems({ network_mode, networks }: TaskOptions): readonly Problem[] {
  const first = network_mode === "bridge" ? defaultNetwork : network_mode;
  const names = networks.map(({ name }) => name);
  return names.flatMap((name, index) =>
    name !== first && names.indexOf(name) === index
      ? []
      : [problem(`networks[${index}].name`, name, "names a network that network_mode or another block names already")],
  );
}

function createdNetworkProblems(network: TaskOptions["networks"][number], at: string): readonly Problem[] {
  if (network.create) return [];
  const needing = ["bridge", "ipam_driver", "subnet"] as const;
  return needing.flatMap((name) =>
    network[name] === undefined
      ? []
      : [problem(`${at}.${name}`, network[name], "is for a network that is created: set create = true")],
  );
}

function hostsProblems({ hosts_file, extra_hosts }: TaskOptions): readonly Problem[] {
  if (hosts_file === undefined || extra_hosts === undefined || extra_hosts.length === 0) return [];
  const why = `cannot be written with hosts_file = "${hosts_file}", which is used as it is; keep one of them`;
  return [problem("extra_hosts", extra_hosts, why)];
}

/** As Podman reads them (common's capabilities.MergeCapabilities): ALL in one of the lists leaves no contradiction but ALL itself. */
function capabilityProblems({ cap_add = [], cap_drop = [] }: TaskOptions): readonly Problem[] {
  const plain = (name: string) => name.toUpperCase().replace(/^CAP_/, "");
  const added = new Set(cap_add.map(plain));
  const all = added.has("ALL") || cap_drop.some((name) => plain(name) === "ALL");
  const twice = cap_drop.filter((name) => added.has(plain(name)) && (!all || plain(name) === "ALL"));
  return twice.map((name) => problem("cap_drop", name, "cap_add has it too; keep it in one of them"));
}

function mountProblems(block: TaskOptions["mount"][number], at: string): readonly Problem[] {
  const { type, source } = block;
  const isNamed = type === "volume" && source !== undefined && !source.includes("/");
  const asked = isNamed
    ? undefined
    : (["driver", "driver_options", "labels"] as const).find((name) => block[name] !== undefined);
  if (asked !== undefined)
    return [problem(`${at}.${asked}`, block[asked], 'is for type = "volume" with the name of the volume as source')];
  if (type === "tmpfs")
    return source === undefined ? [] : [problem(`${at}.source`, source, 'has no meaning for type = "tmpfs"')];
  if (type === "volume" || source !== undefined) return [];
  return [problem(`${at}.source`, undefined, `must be set for type = "${type}"`, 'source = "/srv/data"')];
}

function secretProblems({ env, target, mode }: TaskOptions["secrets"][number], at: string): readonly Problem[] {
  if (env === undefined) return [];
  return [
    ...(target === undefined ? [] : [problem(`${at}.target`, target, "is for a file, env for a variable; keep one of them")]),
    ...(mode === undefined ? [] : [problem(`${at}.mode`, mode, "is for a file and has no meaning with env")]),
  ];
}

function socketProblems({ socket, socket_path }: PluginOptions): readonly Problem[] {
  const both = socket_path !== undefined && socket.length > 0;
  const names = socket.map(({ name }) => name ?? defaultSocketName);
  const twice = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [problem(`socket[${index}].name`, name, "is the name of another socket block already; give each its own name")],
  );
  const alike = names.flatMap((name, index) => {
    const other = names.find((each) => each !== name && attributeName(each) === attributeName(name));
    if (other === undefined || names.indexOf(other) > index) return [];
    const shared = `driver.podman.${attributeName(name)}.*`;
    return [problem(`socket[${index}].name`, name, `has the same attributes as "${other}": ${shared}; give it another name`)];
  });
  const together =
    "cannot be used together with socket blocks: write it as one of them, socket { socket_path = … }, or leave them out";
  return [...(both ? [problem("socket_path", socket_path, together)] : []), ...twice, ...alike];
}
