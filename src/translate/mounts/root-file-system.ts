import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { isAtLeast } from "../input/version.ts";
import { absoluteHostPath } from "./host-path.ts";

/** What is known of the directory that `rootfs` names. */
export interface RootDirectory {
  /** Undefined when it could not be looked at: Podman may be on another machine. */
  readonly kind: "directory" | "file" | "device" | undefined;
  /** Path of its init program in it; undefined when there is none, and where nothing asks for it. */
  readonly init?: string | undefined;
}

/** The directory of `rootfs` on the node, absolute; undefined for a task with an image. */
export function rootDirectoryPath(options: Pick<TaskOptions, "rootfs">, task: TaskConfig): string | undefined {
  return options.rootfs === undefined ? undefined : absoluteHostPath(task, options.rootfs);
}

/** First Podman with `rootfs_mapping`. */
const idmapSince = "4.5.0";

/**
 * The root file system of a task without an image.
 *
 * @throws DriverError `invalidConfig` for what is no directory, and for the node's own root without `rootfs_overlay`
 */
export function rootFileSystem(input: SpecInput): Pick<SpecGenerator, "rootfs" | "rootfs_overlay" | "rootfs_mapping"> {
  const { options, task, rootDirectory, resolvedPaths, host } = input;
  const path = rootDirectoryPath(options, task);
  if (path === undefined) return {};
  if (rootDirectory.kind === "file") {
    throw invalidOption(
      "rootfs",
      options.rootfs,
      `it is a file and must be a directory: unpack an archive, mount a disk image`,
    );
  }
  if (rootDirectory.kind === "device") {
    throw invalidOption("rootfs", options.rootfs, "it is a device and must be a directory: mount it on one");
  }
  const { rootfs_overlay, rootfs_idmap } = options;
  const isNodes = (resolvedPaths.get(path) ?? path) === "/";
  if (isNodes && !rootfs_overlay) {
    throw invalidOption("rootfs", options.rootfs, "the node's own root would be written to: set rootfs_overlay = true");
  }
  if (rootfs_idmap && !isAtLeast(host.podmanVersion, idmapSince)) {
    throw invalidOption("rootfs_idmap", true, `it needs Podman ${idmapSince}, this is ${host.podmanVersion}`);
  }
  return {
    rootfs: path,
    ...(rootfs_overlay ? { rootfs_overlay: true } : {}),
    ...(rootfs_idmap ? { rootfs_mapping: "idmap" } : {}),
  };
}
