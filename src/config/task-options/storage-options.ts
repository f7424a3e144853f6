import { byteSize, flag, matching, oneOf, text, textMap, texts } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

const mountOptions = {
  type: {
    type: "string",
    default: '"volume"',
    check: oneOf(["bind", "volume", "tmpfs", "image"]),
    help: "Kind of mount: bind, volume (a named one, made when missing), tmpfs or image.",
    example: 'type = "volume"',
  },
  source: {
    type: "string",
    check: text,
    help: "Path on the node (relative: in the task directory), name of the volume, or name of the image; none for tmpfs.",
    example: 'source = "data"',
  },
  target: {
    type: "string",
    required: true,
    check: matching(/^\//, 'must be an absolute path inside the container, such as "/data"'),
    help: "Path inside the container.",
    example: 'target = "/data"',
  },
  readonly: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Mount it read-only.",
    example: "readonly = true",
  },
  options: {
    type: "list(string)",
    check: texts,
    help: "Mount options as Podman knows them: noexec, z, U, rshared, size=64m for tmpfs, …",
    example: 'options = ["noexec"]',
  },
  driver: {
    type: "string",
    check: text,
    help: "Driver of a named volume: local (Podman's own), or a volume plugin of the node's containers.conf. The volume is made where it is missing, and nobody removes it; one that is there with another driver is an error.",
    example: 'driver = "local"',
  },
  driver_options: {
    kind: "mapBlock",
    check: textMap,
    help: "Options for its driver; of local they are those of mount(8): type, device and o. A volume that is there with others is an error.",
    example: 'driver_options = { type = "nfs", device = ":/srv/data", o = "addr=10.0.0.5,rw" }',
  },
  labels: {
    kind: "mapBlock",
    check: textMap,
    help: "Labels of a named volume that is made.",
    example: 'labels { team = "web" }',
  },
} as const satisfies OptionTable;

const secretOptions = {
  name: {
    type: "string",
    required: true,
    check: text,
    help: "Name of the secret in Podman.",
    example: 'name = "db-password"',
  },
  target: {
    type: "string",
    check: text,
    help: "File inside the container: absolute, or below /run/secrets; the secret's name by default.",
    example: 'target = "password"',
  },
  env: {
    type: "string",
    check: matching(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of an environment variable, such as "DB_PASSWORD"'),
    help: "Environment variable that gets the secret, instead of a file.",
    example: 'env = "DB_PASSWORD"',
  },
  mode: {
    type: "string",
    check: matching(/^[0-7]{1,4}$/, 'must be up to four octal digits, such as "0400"'),
    help: "Mode of the file, in octal; Podman's default is 0444.",
    example: 'mode = "0400"',
  },
} as const satisfies OptionTable;

/** What the container sees of files and devices. */
export const taskStorageOptions = {
  volumes: {
    type: "list(string)",
    check: texts,
    help: "Bind mounts as host:container[:options]; a relative host path is in the task directory. Options: ro, noexec, z, Z, U, O, rshared, …",
    example: 'volumes = ["/srv/data:/data:ro,noexec"]',
  },
  create_volume_paths: {
    type: "bool",
    default: "false",
    origin: "more",
    check: flag,
    help: "Make the directories on the node that volumes names and that are missing, as Docker does: mode 0755, of the user who runs Podman. Outside the allocation only where that user runs the driver too.",
    example: "create_volume_paths = true",
  },
  mount: {
    kind: "block",
    repeated: true,
    origin: "more",
    options: mountOptions,
    help: "A mount of any kind; may be repeated.",
    example: 'mount {\n  type   = "volume"\n  source = "data"\n  target = "/data"\n}',
  },
  mounts: {
    kind: "block",
    repeated: true,
    origin: "more",
    options: mountOptions,
    help: "The same as mount blocks, as a list of objects.",
    example: 'mounts = [{ type = "tmpfs", target = "/scratch", options = ["size=64m"] }]',
  },
  tmpfs: {
    type: "list(string)",
    check: texts,
    help: "Memory file systems as path[:options].",
    example: 'tmpfs = ["/scratch:size=64m,noexec"]',
  },
  devices: {
    type: "list(string)",
    check: texts,
    help: "Devices as host[:container[:permissions]], or CDI names (vendor/class=name).",
    example: 'devices = ["/dev/net/tun"]',
  },
  shm_size: {
    type: "string",
    check: byteSize,
    help: "Size of /dev/shm.",
    example: 'shm_size = "64m"',
  },
  storage_opt: {
    type: "list(map(string))",
    origin: "more",
    check: textMap,
    help: "Options of the container's storage driver, such as a size limit (on btrfs, or overlay over xfs with pquota).",
    example: 'storage_opt = { size = "10G" }',
  },
  secrets: {
    kind: "block",
    repeated: true,
    origin: "more",
    options: secretOptions,
    help: "A secret of Podman's secret store, as a file or a variable; may be repeated.",
    example: 'secrets {\n  name = "db-password"\n  env  = "DB_PASSWORD"\n}',
  },
} as const satisfies OptionTable;
