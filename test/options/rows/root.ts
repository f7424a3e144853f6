import { join } from "node:path";
import { makeRootDirectory } from "../../lab/root-directory.ts";
import type { OptionsLab } from "../options-lab.ts";
import type { Row } from "../row.ts";

/** A task on a directory of the node. The files are root's, who is nobody in a rootless container. */
function onDirectory(name: string, options: Readonly<Record<string, unknown>> = {}) {
  return async (lab: OptionsLab) => ({
    options: { image: null, rootfs: await makeRootDirectory(join(lab.directory, name)), ...options },
  });
}

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
];
