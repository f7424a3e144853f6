import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isAtLeast } from "../../../src/translate/input/version.ts";
import { makeRootDirectory } from "../../lab/root-directory.ts";
import { check } from "../../lab/run.ts";
import type { OptionsLab } from "../options-lab.ts";
import type { Row } from "../row.ts";

/** A task on a directory of the node. The files are root's, who is nobody in a rootless container. */
function onDirectory(name: string, options: Readonly<Record<string, unknown>> = {}) {
  return async (lab: OptionsLab) => ({
    options: { image: null, rootfs: await makeRootDirectory(join(lab.directory, name)), ...options },
  });
}

const init = "/usr/lib/systemd/systemd";
const allocId = "0d9c4e1a-1111-2222-3333-444444444444";
const machineId = allocId.replaceAll("-", "");

/** A task on a directory whose init program is a script. */
function withInit(name: string, options: Readonly<Record<string, unknown>>) {
  return async (lab: OptionsLab) => {
    const rootfs = await makeRootDirectory(join(lab.directory, name));
    mkdirSync(dirname(join(rootfs, init)), { recursive: true });
    writeFileSync(join(rootfs, init), "#!/bin/sh\ntrap 'exit 0' RTMIN+3\nwhile :; do sleep 0.2; done\n", { mode: 0o755 });
    const nothing = { command: null, init: false, init_path: null };
    return { options: { ...nothing, image: null, rootfs, ...options }, task: { allocId, name } };
  };
}

const started = "tr '\\0' ' ' < /proc/1/cmdline | sed 's/ $//'; echo";
const toldSystemd = "tr '\\0' '\\n' < /proc/1/environ | grep ^SYSTEMD_";
const mountsOfInit = "grep -E '^tmpfs /(run|run/lock|tmp|var/log/journal) ' /proc/self/mounts | cut -d' ' -f2 | sort";

export const rootRows: readonly Row[] = [
  {
    option: "rootfs",
    what: "is a directory of the node, which the task writes to",
    given: onDirectory("root1"),
    look: "cat /hello; echo mine > /written && cat /written; echo x > /local/f && ls /local",
    seen: "hello from the node\nmine\nf",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "rootfs",
    what: "is read-only with readonly_rootfs",
    given: onDirectory("root2", { readonly_rootfs: true, tmpfs: ["/var:mode=755,notmpcopyup"] }),
    look: "touch /written 2>&1; touch /var/written && ls /var",
    seen: /Read-only file system\nwritten$/,
    unless: ({ rootless }) => rootless,
  },
  {
    option: "rootfs_overlay",
    what: "puts a layer of the container over the directory",
    given: onDirectory("root3", { rootfs_overlay: true }),
    look: "cat /hello; echo mine > /hello && cat /hello; grep ' / ' /proc/self/mounts | cut -d' ' -f3",
    seen: "hello from the node\nmine\noverlay",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "rootfs",
    what: "belongs to the users of uidmap when they own it on the node",
    given: async (lab) => {
      const { options } = await onDirectory("root8", { uidmap: ["0:100000:65536"], rootfs_overlay: true })(lab);
      await check(["chown", "-Rh", "100000:100000", options.rootfs]);
      return { options };
    },
    look: "stat -c '%u %g' /hello; echo mine > /hello && cat /hello; tr -s ' ' < /proc/1/uid_map",
    seen: "0 0\nmine\n 0 100000 65536",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "rootfs_idmap",
    what: "gives the files to the users of the namespace",
    given: async (lab) => {
      const { options } = await onDirectory("root9", { uidmap: ["0:100000:65536"], rootfs_idmap: true })(lab);
      symlinkSync("/proc/mounts", join(options.rootfs, "etc/mtab"));
      return { options };
    },
    look: "stat -c '%u %g' /hello; echo mine > /hello && cat /hello; tr -s ' ' < /proc/1/uid_map",
    seen: "0 0\nmine\n 0 100000 65536",
    unless: ({ rootless, podmanVersion }) => rootless || !isAtLeast(podmanVersion, "4.5.0"),
  },
  {
    option: "systemd",
    what: "always starts the init program of the directory, with what it needs",
    given: withInit("root4", { rootfs_overlay: true, systemd: "always", args: ["one"] }),
    look: `${started}; ${mountsOfInit}; ${toldSystemd}`,
    seen: `/bin/sh ${init} one\n/run\n/run/lock\n/tmp\n/var/log/journal\nSYSTEMD_PROC_CMDLINE=one systemd.machine_id=${machineId}`,
    unless: ({ rootless }) => rootless,
  },
  {
    option: "systemd",
    what: "has its own stop signal",
    given: withInit("root5", { rootfs_overlay: true, systemd: "always" }),
    look: { inspect: "{{.Config.StopSignal}}" },
    seen: /^(37|SIGRTMIN\+3)$/,
    unless: ({ rootless }) => rootless,
  },
  {
    option: "systemd",
    what: "true is for a command that is an init",
    given: withInit("root6", { rootfs_overlay: true, systemd: "true", command: init }),
    look: mountsOfInit,
    seen: "/run\n/run/lock\n/tmp\n/var/log/journal",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "systemd",
    what: "false is for no command",
    given: withInit("root7", { rootfs_overlay: true, systemd: "false", command: init }),
    look: mountsOfInit,
    seen: "",
    unless: ({ rootless }) => rootless,
  },
];
