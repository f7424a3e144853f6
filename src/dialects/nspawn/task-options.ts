import { capability, flag, listOf, matching, oneOf, text, textMap, texts, wholeMap } from "../../config/checks/values.ts";
import type { OptionTable } from "../../config/table/option.ts";
import { taskProcessOptions } from "../../config/task-options/process-options.ts";

const absolute = matching(/^\//, 'must be an absolute path inside the container, such as "/srv"');

const imageDownloadOptions = {
  url: {
    type: "string",
    required: true,
    check: text,
    help: "Where the image is: http:// or https:// for a tar, or the reference of an image for type docker.",
    example: 'url = "https://images.example.com/debian.tar.xz"',
  },
  type: {
    type: "string",
    default: '"tar"',
    check: oneOf(["tar", "raw", "docker"]),
    help: "tar or docker. Podman has no raw disk images: unpack one to a directory, or make a tar of it.",
    example: 'type = "docker"',
  },
  force: { type: "bool", default: "false", check: flag, help: "Download it even if it is there.", example: "force = true" },
  verify: {
    type: "string",
    default: '"no"',
    check: oneOf(["no", "checksum", "signature"]),
    help: "Compare a tar with SHA256SUMS beside it, and with signature also that file's with systemd's import keyring.",
    example: 'verify = "checksum"',
  },
} as const satisfies OptionTable;

/** Every option of a task with `driver = "nspawn"`. */
export const nspawnTaskOptions = {
  image: {
    type: "string",
    required: true,
    check: text,
    help: "A directory: an absolute path, a path below the plugin directory, or a name below /var/lib/machines. With image_download the name that the download gets.",
    example: 'image = "/srv/debian"',
  },
  image_download: {
    kind: "block",
    options: imageDownloadOptions,
    help: "Where the image comes from when it is not there.",
    example: 'image_download {\n  url = "https://images.example.com/debian.tar.xz"\n}',
  },
  boot: {
    type: "bool",
    default: "true",
    check: flag,
    help: "Run the image's init as process 1, with command as its arguments.",
    example: "boot = false",
  },
  command: {
    type: "list(string)",
    check: texts,
    help: "What runs, or with boot the arguments of init.",
    example: 'command = ["/bin/bash", "-c", "nginx"]',
  },
  process_two: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Run command as process 2, below a small init; not with boot.",
    example: "process_two = true",
  },
  ephemeral: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Throw away what the task writes. What is written to a download is always thrown away.",
    example: "ephemeral = true",
  },
  read_only: { type: "bool", default: "false", check: flag, help: "Mount the image read-only.", example: "read_only = true" },
  volatile: {
    type: "string",
    check: oneOf(["no", "yes", "state", "overlay"]),
    help: "overlay: as ephemeral. state: the image read-only, with an empty /var in memory. yes (only /usr of the image) is not possible with Podman.",
    example: 'volatile = "overlay"',
  },
  pivot_root: {
    type: "string",
    check: absolute,
    help: "Directory of the image that becomes the root, with :PATH where the image itself is seen then; only for directories.",
    example: 'pivot_root = "/sysroot"',
  },
  user_namespacing: {
    type: "bool",
    default: "true",
    check: flag,
    help: "Give the task users of its own, as private_users says. Not in a group with a network of its own.",
    example: "user_namespacing = false",
  },
  private_users: {
    type: "string",
    check: matching(
      /^(pick|yes|no|identity|\d{1,10}(:\d{1,10})?)$/,
      'must be "pick", "yes", "no", "identity", or the first user of the node, with ":" and their number, such as "700000:65536"',
    ),
    help: "Which users of the node the task's are: pick (65536 that nobody else has), identity, no, or the first of them.",
    example: 'private_users = "700000:65536"',
  },
  private_users_ownership: {
    type: "string",
    check: oneOf(["auto", "map", "chown"]),
    help: "How a directory's files get these users: map shows them as theirs (Podman 4.5, not with ephemeral or volatile); auto leaves them as they are on disk. chown is not possible: Podman changes no directory. An image's files always get them.",
    example: 'private_users_ownership = "map"',
  },
  user: { type: "string", check: text, help: "User inside the container.", example: 'user = "www-data"' },
  working_directory: {
    type: "string",
    check: absolute,
    help: "Working directory inside the container.",
    example: 'working_directory = "/srv"',
  },
  console: {
    type: "string",
    check: oneOf(["interactive", "read-only", "passive", "pipe"]),
    help: "interactive, read-only and passive give the process a terminal; interactive and pipe keep its input open.",
    example: 'console = "read-only"',
  },
  resolv_conf: {
    type: "string",
    check: oneOf([
      ...(["off", "copy-host", "copy-static", "copy-uplink", "copy-stub"] as const),
      ...(["replace-host", "replace-static", "replace-uplink", "replace-stub"] as const),
      ...(["bind-host", "bind-static", "bind-uplink", "bind-stub", "delete", "auto"] as const),
    ]),
    help: "Which /etc/resolv.conf the task has: the image's (off), a copy of the node's, the node's own (bind), an empty one (delete), or Podman's (auto).",
    example: 'resolv_conf = "copy-host"',
  },
  bind: {
    type: "list(map(string))",
    check: textMap,
    help: "Paths of the node with where they are mounted.",
    example: 'bind = {\n  "/var/lib/postgresql" = "/postgres"\n}',
  },
  bind_read_only: {
    type: "list(map(string))",
    check: textMap,
    help: "The same, read-only.",
    example: 'bind_read_only = {\n  "/etc/passwd" = "/etc/passwd"\n}',
  },
  environment: {
    type: "list(map(string))",
    check: textMap,
    help: "Environment; Nomad's own wins.",
    example: 'environment = {\n  FOO = "bar"\n}',
  },
  capability: {
    type: "list(string)",
    check: listOf(capability),
    help: "Capabilities beside Podman's default, which is smaller than that of nspawn.",
    example: 'capability = ["CAP_NET_ADMIN"]',
  },
  port_map: {
    type: "list(map(number))",
    check: wholeMap(1, 65_535),
    help: "Ports inside the container, by label; deprecated for ports.",
    example: "port_map {\n  http = 80\n}",
  },
  ports: {
    type: "list(string)",
    check: texts,
    help: "Labels of the group's ports that are published.",
    example: 'ports = ["http"]',
  },
  network_veth: {
    type: "bool",
    default: "true",
    check: flag,
    help: "A network of its own, on Podman's bridge; false: the node's network.",
    example: "network_veth = false",
  },
  network_bridge: {
    type: "string",
    check: matching(/^[^/:\s]{1,15}$/, 'must be the name of a network interface, such as "br0"'),
    help: "A bridge of the node to join; needs Podman 5.4.",
    example: 'network_bridge = "br0"',
  },
  network_zone: {
    type: "string",
    check: matching(
      /^[A-Za-z0-9][A-Za-z0-9_.-]{0,60}$/,
      'must be a name of letters, digits, dots, dashes and underscores, such as "web"',
    ),
    help: "A network that all tasks of this zone share, made when the first of them starts.",
    example: 'network_zone = "web"',
  },
  socket: { ...taskProcessOptions.socket, origin: "more" },
} as const satisfies OptionTable;
