import { flag, matching, oneOf, text, textMap, whole } from "../../../config/checks/values.ts";
import type { OptionTable } from "../../../config/table/option.ts";
import { taskStorageOptions } from "../../../config/task-options/storage-options.ts";

const bindOptions = {
  propagation: {
    type: "string",
    check: oneOf(["private", "rprivate", "slave", "rslave", "shared", "rshared"]),
    help: "What of later mounts is seen; rprivate by default.",
    example: 'propagation = "rslave"',
  },
} as const satisfies OptionTable;

const tmpfsOptions = {
  size: { type: "number", check: whole(0, Number.MAX_SAFE_INTEGER), help: "Bytes.", example: "size = 67108864" },
  mode: { type: "number", check: whole(0, 0o7777), help: "Mode as a decimal number: 511 is 0777.", example: "mode = 511" },
} as const satisfies OptionTable;

const driverOptions = {
  name: {
    type: "string",
    check: text,
    help: "local (Podman's own), or a volume plugin of the node's containers.conf. The volume is made where it is missing, and nobody removes it; one that is there with another driver is an error.",
    example: 'name = "local"',
  },
  options: {
    kind: "mapBlock",
    check: textMap,
    help: "Options for the driver; of local they are those of mount(8): type, device and o. A volume that is there with others is an error.",
    example: 'options {\n  type   = "nfs"\n  device = ":/srv/data"\n  o      = "addr=10.0.0.5,rw"\n}',
  },
} as const satisfies OptionTable;

const volumeOptions = {
  no_copy: {
    type: "bool",
    check: flag,
    help: "Do not fill a new volume with what the image has there.",
    example: "no_copy = true",
  },
  labels: {
    kind: "mapBlock",
    check: textMap,
    help: "Labels of a volume that is made.",
    example: 'labels { team = "web" }',
  },
  driver_config: {
    kind: "block",
    options: driverOptions,
    help: "Driver of the volume.",
    example: 'driver_config { name = "local" }',
  },
} as const satisfies OptionTable;

const mountOptions = {
  type: {
    type: "string",
    default: '"volume"',
    check: oneOf(["volume", "bind", "tmpfs"]),
    help: "Kind of mount: volume (a named one, made when missing), bind or tmpfs.",
    example: 'type = "bind"',
  },
  target: taskStorageOptions.mount.options.target,
  source: {
    type: "string",
    check: text,
    help: "Path on the node (relative: in the task directory), or name of the volume; none for tmpfs.",
    example: 'source = "local"',
  },
  readonly: taskStorageOptions.mount.options.readonly,
  bind_options: {
    kind: "block",
    options: bindOptions,
    help: "Of a bind.",
    example: 'bind_options { propagation = "rslave" }',
  },
  tmpfs_options: { kind: "block", options: tmpfsOptions, help: "Of a tmpfs.", example: "tmpfs_options { size = 67108864 }" },
  volume_options: {
    kind: "block",
    options: volumeOptions,
    help: "Of a volume.",
    example: "volume_options { no_copy = true }",
  },
} as const satisfies OptionTable;

const deviceOptions = {
  host_path: { type: "string", required: true, check: text, help: "Path on the node.", example: 'host_path = "/dev/fuse"' },
  container_path: {
    type: "string",
    check: matching(/^\/[^:]*$/, 'must be an absolute path inside the container, such as "/dev/fuse"'),
    help: "Path inside the container; the same by default.",
    example: 'container_path = "/dev/fuse"',
  },
  cgroup_permissions: {
    type: "string",
    check: matching(/^[rwm]{1,3}$/, 'must be of the letters r, w and m, such as "rw"'),
    help: "What the task may do: read, write, mknod; all by default.",
    example: 'cgroup_permissions = "rw"',
  },
} as const satisfies OptionTable;

export const dockerMountOptions = {
  volumes: {
    ...taskStorageOptions.volumes,
    help: "Bind mounts as host:container[:options]; a relative host path is in the task directory. With volume_driver a name before the colon is a volume.",
  },
  volume_driver: {
    type: "string",
    check: text,
    help: "Makes volumes of the names in volumes, with this driver: local, or a volume plugin of the node's containers.conf.",
    example: 'volume_driver = "local"',
  },
  mount: {
    kind: "block",
    repeated: true,
    options: mountOptions,
    help: "A mount of any kind; may be repeated.",
    example: 'mount {\n  type   = "bind"\n  source = "local"\n  target = "/data"\n}',
  },
  mounts: {
    kind: "block",
    repeated: true,
    options: mountOptions,
    help: "The same as mount blocks, as a list of objects.",
    example: 'mounts = [{ type = "tmpfs", target = "/scratch" }]',
  },
  devices: {
    kind: "block",
    repeated: true,
    options: deviceOptions,
    help: "A device of the node, as blocks or as a list of objects.",
    example: 'devices = [{ host_path = "/dev/fuse" }]',
  },
  storage_opt: {
    kind: "mapBlock",
    check: textMap,
    help: taskStorageOptions.storage_opt.help,
    example: 'storage_opt { size = "10G" }',
  },
} as const satisfies OptionTable;
