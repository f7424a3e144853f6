/** The text of docs/dialects.md: the other drivers that the executable can be, with their options. scripts/docs.ts writes it. */
import type { Option, OptionTable } from "../src/config/table/option.ts";
import { containerdPluginOptions } from "../src/dialects/containerd/plugin-options.ts";
import { containerdTaskOptions } from "../src/dialects/containerd/task-options.ts";
import { dockerPluginOptions } from "../src/dialects/docker/plugin-options.ts";
import { dockerTaskOptions } from "../src/dialects/docker/task-options/task-options.ts";
import { nspawnPluginOptions } from "../src/dialects/nspawn/plugin-options.ts";
import { nspawnTaskOptions } from "../src/dialects/nspawn/task-options.ts";

const introduction = `# Dialects: jobs of other drivers on Podman

<!-- Generated from src/dialects by scripts/dialects.ts: change the tables there, then run \`./scripts/generate\`. -->

A node that runs Podman also runs the jobs that were written for other drivers, without one changed
line. The same executable, put into \`plugin_dir\` under another name, is another driver: with that
driver's plugin name, options, types and defaults. Each option is translated into those of the
Podman driver ([options.md](options.md)), and Podman carries it out. What only the original can do
is an error that names the option and the way out.

| file in plugin_dir | \`driver\` of the job | replaces |
| --- | --- | --- |
| \`nomad-driver-podman\` | \`podman\` | HashiCorp's Podman driver |
| \`containerd-driver\` | \`containerd-driver\` | [nomad-driver-containerd](https://github.com/Roblox/nomad-driver-containerd) 0.9 |
| \`docker\` or \`nomad-driver-docker\` | \`docker\` | Nomad's built-in Docker driver |
| \`nomad-driver-nspawn\` or \`nspawn\` | \`nspawn\` | [nomad-driver-nspawn](https://github.com/JanMa/nomad-driver-nspawn) 0.10 |

A symbolic link is enough, and several can be on one node and one Podman: each supervises, samples
and removes only its own containers, by their label \`com.hashicorp.nomad.driver\`.

## Install one

Drain the node first: a task that the original started cannot be recovered, and what still runs of
it is not Podman's.

\`\`\`console
$ nomad node drain -self -enable
$ ln -s nomad-driver-podman /opt/nomad/plugins/containerd-driver
$ systemctl restart nomad
$ nomad node drain -self -disable
\`\`\`

The agent's \`plugin\` block keeps its name and its options. In place of a link, \`args = ["--as",
"containerd-driver"]\` in the block does the same. By hand \`--as NAME\` goes with every command:

\`\`\`console
$ nomad job run -output job.nomad.hcl | nomad-driver-podman --as nspawn --validate -
\`\`\``;

const containerdText = `## containerd-driver

What is different:

- \`containerd_runtime\` may be left out. The shims for runc stand for Podman's own runtime, whichever
  that is; others are names of OCI runtimes.
- A volume of \`mounts\` whose source is a name is a volume of Podman.
- \`driver.containerd.containerd_version\` is Podman's version, and there is no
  \`containerd_revision\`.
- The host name is the container's id, not its name, unless \`hostname\` is set.
- Tasks run without a seccomp filter unless they set \`seccomp\`, as with the original: a warning in the
  agent's log says so. \`default_seccomp = true\` turns it around.
- Tasks that set neither \`host_network\` nor a group network have only a loopback, and all have
  containerd's capabilities: Podman's with AUDIT_WRITE, MKNOD and NET_RAW.`;

const dockerText = `## docker

Nomad prefers a plugin in \`plugin_dir\` to its built-in driver of the same name when the plugin's
version is not lower, and the built-in one is 0.1.0. The agent then says \`plugin "docker"\` as before;
[migrating.md](migrating.md#from-the-built-in-docker-driver) has the walk.

What is different:

- \`endpoint\` is Podman's socket. Docker's own, \`unix:///var/run/docker.sock\`, means Podman's default
  one; \`tls\`, \`npipe:\` and \`http:\` are errors.
- Log drivers are json-file and local (both are Nomad's own logs), journald and none. Options of them
  but \`tag\` have no effect, and a warning names each.
- A volume's driver is local, Podman's own, or a volume plugin of the node's containers.conf. A volume that is there
  with other options than the job's is an error, where Docker uses it as it is. As with Docker nobody removes a named
  volume; one without a name goes with its container, and has neither driver nor labels.
- A tmpfs as a volume takes \`size\` from Podman 4.8 on, which before reads it as a quota: write a \`mount\` of
  \`type = "tmpfs"\` there.
- A path of \`volumes\` that is missing on the node is made as Docker makes it: a directory of root's with mode
  0755, which the task's events name. Where another user than the driver's runs Podman, that is done inside the
  allocation only.
- A registry's certificate is verified unless the node's registries.conf says that it is insecure, which takes the
  place of Docker's insecure-registries. Plain HTTP of localhost and 127.0.0.0/8 is taken without it, as Docker does.
- \`isolation\` is an error.
- In a group with a network of its own a task joins that one, unless it sets \`network_mode\`. The driver makes
  that network as Docker's does, so \`hostname\` in the group's \`network\` block is the host name of its tasks, from
  Nomad 1.11.2 on, which hands it to plugins; it must be root, and \`infra_image\` is not used: no container holds the network.
- A group whose network has \`mode = "none"\` fails in Nomad 1.11.0 to 2.0.5 with every driver (\`network
  already configured but not found in state\`): write \`network_mode = "none"\` into the tasks' \`config\`.
- \`runtime = "runc"\` is Podman's own runtime. The \`nvidia_runtime\` is none: GPUs are CDI devices,
  which \`nvidia-ctk cdi generate\` describes on the node. Any other runtime for single containers needs
  Podman 6.
- Jobs may have \`pid_mode\`, \`ipc_mode\`, \`uts_mode\` and \`userns_mode\` of the node and of other containers
  unless the operator sets \`allowed_modes\`, as in Nomad before 2.0.4; from that on Nomad's own driver forbids them
  where it is not set. A warning in the agent's log says that they are open: \`allowed_modes {}\` closes them.
- With \`allow_privileged = false\` the entries of \`security_opt\` that only Podman has are forbidden, those
  of Docker are not.
- \`driver.docker.version\` is Podman's version, and \`driver.docker.runtimes\` has the one runtime that
  Podman uses. \`driver.docker.bridge_ip\` is the gateway of Podman's own network, \`podman\`. Tasks on any
  bridge reach the node by it, once the first container on that network has brought its interface up.
  It is not published for a rootless Podman, whose tasks do not, or for one on TCP.
- A task has no swap, and all of Docker's capabilities that \`allow_caps\` has; one that does not run as
  root lacks AUDIT_WRITE and MKNOD.`;

const nspawnText = `## nspawn

What is different:

- A task on a directory that does not set \`private_users\` runs with the node's users, and a warning
  says so: Podman picks users only for images. Set \`private_users\` to the first of them, or
  \`user_namespacing = false\`.
- \`private_users_ownership = "chown"\`, \`volatile = "yes"\`, raw disk images and \`image_download\` of
  type raw are errors.
- Capabilities are Podman's, which are fewer than nspawn's; \`capability\` adds to them.
- A download is an image of Podman, \`localhost/nspawn/NAME\`: what a task writes to it is thrown away
  with the container.
- \`resolv_conf\` copies and replaces alike, because a mount hides the image's file; \`delete\` gives an
  empty one.
- The host name is the container's id, not the machine's name.
- A relative \`image\` without a slash is looked for below /var/lib/machines alone: write \`./NAME\` for
  one in the plugin directory.
- Nomad rejects quoted names in a block since 1.0: write \`bind = { "/a" = "/b" }\`, not
  \`bind { "/a" = "/b" }\`.
- \`driver.nspawn.version\` is Podman's version.`;

/** The whole page. */
export function dialectsPage(): string {
  const parts = [
    introduction,
    containerdText,
    optionTable("Plugin", containerdPluginOptions),
    optionTable("Task", containerdTaskOptions),
    dockerText,
    optionTable("Plugin", dockerPluginOptions),
    optionTable("Task", dockerTaskOptions),
    nspawnText,
    optionTable("Plugin", nspawnPluginOptions),
    optionTable("Task", nspawnTaskOptions),
  ];
  return `${parts.join("\n\n")}\n`;
}

function optionTable(title: string, table: OptionTable): string {
  return [`### ${title}`, "", "| option | type | meaning |", "| --- | --- | --- |", ...rows(table, "")].join("\n");
}

function rows(table: OptionTable, path: string): string[] {
  return Object.entries(table).flatMap(([name, option]) => {
    const ours = option.origin === undefined ? "" : ", *ours*";
    const row = `| \`${path}${name}\` | ${typeText(option)}${ours} | ${option.help.replaceAll("|", "\\|")} |`;
    return option.kind === "block" ? [row, ...rows(option.options, `${path}${name}.`)] : [row];
  });
}

function typeText(option: Option): string {
  if (option.kind === "block") return option.repeated === true ? "block, may be repeated" : "block";
  if (option.kind === "mapBlock") return "block of strings";
  if (option.required === true) return `${option.type}, required`;
  return option.default === undefined ? option.type : `${option.type}, default \`${option.default}\``;
}
