import { duration, flag, oneOf, text } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";
import { importOptions } from "./import-options.ts";

const authOptions = {
  username: { type: "string", check: text, help: "User at the registry.", example: 'username = "ci"' },
  password: {
    type: "string",
    check: text,
    secret: true,
    help: "Password or token at the registry; never logged.",
    example: 'password = "…"',
  },
  server_address: {
    type: "string",
    origin: "more",
    check: text,
    help: "The only registry that gets username and password, with or without a path below it; unset, the image's.",
    example: 'server_address = "registry.example:5000"',
  },
  tls_verify: {
    type: "bool",
    check: flag,
    help: "Verify the certificate of the registry, or of an archive's server; false also allows plain HTTP. Unset, it is verified unless the node's registries.conf says that the registry is insecure.",
    example: "tls_verify = false",
  },
  tlsVerify: {
    type: "bool",
    origin: "more",
    alias: "tls_verify",
    check: flag,
    help: "Another spelling of tls_verify, from the older documentation.",
    example: "tlsVerify = false",
  },
} as const satisfies OptionTable;

/** Which image, and how it is obtained. */
export const taskImageOptions = {
  image: {
    type: "string",
    required: { unless: "rootfs" },
    check: text,
    help: "Image to run. Transports: docker:// (default), oci-archive:PATH[:ref], docker-archive:PATH[:ref] (a path in the task directory or an http(s) URL). Short names go to Podman as written; name@sha256:… pins a digest; localhost/… is never pulled.",
    example: 'image = "docker.io/library/redis:7"',
  },
  rootfs: {
    type: "string",
    origin: "more",
    check: text,
    help: "Directory of the node to run on instead of an image; a relative one is in the task directory. The task writes into it, and Podman makes mount points and files such as /etc/hosts in it: see rootfs_overlay. A job that may not mount paths of the node (volumes) may not use it.",
    example: 'rootfs = "/srv/machines/debian"',
  },
  rootfs_overlay: {
    type: "bool",
    origin: "more",
    default: "false",
    check: flag,
    help: "Leave the directory of rootfs as it is: what the task writes is gone with its container. Before Podman 4.5 it is kept below /run, which is memory on most nodes.",
    example: "rootfs_overlay = true",
  },
  rootfs_idmap: {
    type: "bool",
    origin: "more",
    default: "false",
    check: flag,
    help: "In a user namespace (uidmap, gidmap or userns) the files of rootfs belong to its users, without a change on disk, as with podman run --rootfs DIR:idmap (Podman 4.5 and newer, not with rootfs_overlay). The directory must have an /etc/mtab; while the task runs, Podman mounts it over itself.",
    example: "rootfs_idmap = true",
  },
  import: {
    kind: "block",
    origin: "more",
    options: importOptions,
    help: "Makes the image, if it is not there, of a tar of its root file system; image names the result and begins with localhost/. Podman's storage must have room for it, and with a checksum the allocation's directory for the archive.",
    example: 'import {\n  source = "https://images.example/debian/rootfs.tar.xz"\n  verify = "checksum"\n}',
  },
  image_pull_timeout: {
    type: "string",
    default: '"5m"',
    check: duration(1),
    help: "How long the task waits for its image to be pulled or loaded. The plugin option of this name sets the node's default.",
    example: 'image_pull_timeout = "10m"',
  },
  force_pull: {
    type: "bool",
    default: "false",
    check: flag,
    help: 'Pull at each start even if the image is there: the same as pull_policy = "always".',
    example: "force_pull = true",
  },
  pull_policy: {
    type: "string",
    origin: "more",
    check: oneOf(["missing", "always", "never", "newer"]),
    help: "When to pull: missing (Podman's default), always, never, or newer (when the registry's is newer).",
    example: 'pull_policy = "newer"',
  },
  arch: {
    type: "string",
    check: text,
    help: "Architecture of the image; set, the image is pulled even if one of that name is there.",
    example: 'arch = "arm64"',
  },
  os: {
    type: "string",
    check: text,
    help: "Operating system of the image; set, the image is pulled even if one of that name is there.",
    example: 'os = "linux"',
  },
  variant: {
    type: "string",
    check: text,
    help: "Variant of the architecture; set, the image is pulled even if one of that name is there.",
    example: 'variant = "v8"',
  },
  auth: {
    kind: "block",
    options: authOptions,
    help: "Credentials for the registry; they win over those of the plugin configuration.",
    example: 'auth {\n  username = "ci"\n  password = "…"\n}',
  },
  auth_soft_fail: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Continue without credentials when they cannot be obtained, or when the registry rejects them.",
    example: "auth_soft_fail = true",
  },
} as const satisfies OptionTable;
