import type { RawValue } from "../../codec/msgpack-raw.ts";

/** How the Go driver types a field of its TaskConfig; each has its own zero value. */
type GoType = "text" | "texts" | "flag" | "number" | "texts map" | "numbers map" | "any";

/** Every option of the Go driver, v0.6.5. */
const goTypes: Readonly<Record<string, GoType>> = {
  apparmor_profile: "text",
  arch: "text",
  args: "texts",
  auth_soft_fail: "flag",
  cap_add: "texts",
  cap_drop: "texts",
  command: "text",
  cpu_cfs_period: "number",
  cpu_hard_limit: "flag",
  devices: "texts",
  entrypoint: "any",
  extra_hosts: "texts",
  force_pull: "flag",
  hostname: "text",
  image: "text",
  image_pull_timeout: "text",
  init: "flag",
  init_path: "text",
  ipc_mode: "text",
  ipv4_address: "text",
  ipv6_address: "text",
  labels: "texts map",
  memory_reservation: "text",
  memory_swap: "text",
  memory_swappiness: "number",
  network_mode: "text",
  oom_score_adj: "number",
  os: "text",
  pids_limit: "number",
  port_map: "numbers map",
  ports: "texts",
  privileged: "flag",
  readonly_rootfs: "flag",
  security_opt: "texts",
  selinux_opts: "texts",
  shm_size: "text",
  socket: "text",
  static_ips: "texts",
  static_mac: "text",
  sysctl: "texts map",
  tmpfs: "texts",
  tty: "flag",
  ulimit: "texts map",
  userns: "text",
  variant: "text",
  volumes: "texts",
  working_dir: "text",
};

/**
 * The task's options as the Go driver's TaskConfig: each of its fields, unset ones as Go's zero value. What the Go driver
 * has no field or another type for is left out: it reads nothing but `socket` on recovery.
 */
export function goOptions(options: Readonly<Record<string, unknown>>): RawValue {
  const fields: Record<string, RawValue> = {};
  for (const [name, type] of Object.entries(goTypes)) fields[name] = goValue(type, options[name]);
  // The Go driver always merges its own labels into a new map, so this one is never nil.
  fields["labels"] ??= [{}];
  fields["auth"] = goAuth(options["auth"]);
  fields["logging"] = goLogging(options["logging"]);
  return fields;
}

/** Registry credentials stay out of Nomad's state file. The Go driver's tls_verify is true where a block leaves it open. */
function goAuth(value: unknown): RawValue {
  const verify = field(value, "tls_verify") ?? (value ?? undefined) !== undefined;
  return { password: "", tls_verify: verify === true, username: goValue("text", field(value, "username")) };
}

function goLogging(value: unknown): RawValue {
  return { driver: goValue("text", field(value, "driver")), options: goValue("texts map", field(value, "options")) };
}

function field(value: unknown, name: string): unknown {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return entries.find(([key]) => key === name)?.[1];
}

function goValue(type: GoType, value: unknown): RawValue {
  switch (type) {
    case "text":
      return typeof value === "string" ? value : "";
    case "flag":
      return value === true;
    case "number":
      return typeof value === "number" && Number.isSafeInteger(value) ? value : 0;
    case "texts":
      return Array.isArray(value) ? value.filter(isText) : null;
    case "texts map":
      return maps(value, isText);
    case "numbers map":
      return maps(value, (item): item is number => Number.isSafeInteger(item));
    case "any":
      return isText(value) ? value : goValue("texts", value);
  }
}

/** `list(map(…))`: a list of maps, or already merged into one. */
function maps<T extends RawValue>(value: unknown, isItem: (item: unknown) => item is T): RawValue {
  if (typeof value !== "object" || value === null) return null;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((map) =>
    Object.fromEntries(
      Object.entries(typeof map === "object" && map !== null ? map : {}).filter((pair): pair is [string, T] => isItem(pair[1])),
    ),
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
