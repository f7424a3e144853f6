/** Where an nspawn task's root comes from. */
import { posix } from "node:path";
import type { OptionValues } from "../../config/table/option.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { OwnOptions } from "../own-options.ts";
import type { nspawnTaskOptions } from "./task-options.ts";

type TaskOptions = OptionValues<typeof nspawnTaskOptions>;

/** Directory of the images that systemd-machined knows. */
const machines = "/var/lib/machines";

/**
 * Sets the image, or the directory.
 *
 * @param pluginDirectory where relative paths start
 * @returns whether it is a directory of the node
 */
export function setImage(own: OwnOptions, options: TaskOptions, pluginDirectory: string): boolean {
  const { image, image_download: download, pivot_root } = options;
  if (download === undefined) {
    setDirectory(own, options, directoryOf(image, pluginDirectory));
    return true;
  }
  if (pivot_root !== undefined) {
    throw invalidOption("pivot_root", pivot_root, "is possible only for a directory, not with image_download");
  }
  const { url, type, force, verify } = download;
  if (type === "raw") {
    throw invalidOption("image_download.type", type, 'raw disk images are not possible with Podman: make it "tar" or "docker"');
  }
  if (type === "docker") {
    own.set("image", url, "image_download.url");
    own.set("pull_policy", force ? "always" : undefined, "image_download.force", force);
  } else {
    own.set("image", `localhost/nspawn/${imageName(image)}:latest`, "image", image);
    own.set("import", { source: url, force, verify }, "image_download");
    own.phrase("import.source", "image_download.url");
    own.phrase("import.verify", "image_download.verify");
  }
  return false;
}

function setDirectory(own: OwnOptions, { image, pivot_root, ephemeral, volatile }: TaskOptions, directory: string): void {
  const overlay = ephemeral || volatile === "overlay" || volatile === "state";
  if (directory === "/" && !overlay) throw invalidOption("image", image, "the node's own root needs ephemeral = true");
  const [root = "", old] = (pivot_root ?? "").split(":");
  const inside = posix.resolve(directory, `.${posix.resolve("/", root)}`);
  own.set("rootfs", inside, pivot_root === undefined ? "image" : "pivot_root", pivot_root ?? image);
  own.set("rootfs_overlay", overlay ? true : undefined, ephemeral ? "ephemeral" : "volatile", ephemeral || volatile);
  if (old === undefined) return;
  if (!old.startsWith("/")) throw invalidOption("pivot_root", pivot_root, 'the path behind ":" must be absolute');
  own.add("mounts", [{ type: "bind", source: directory, target: old, options: ["rbind", "ro"] }], "pivot_root", pivot_root);
}

/** A path with a slash starts at the plugin directory, a bare name is one of systemd-machined's. */
function directoryOf(image: string, pluginDirectory: string): string {
  if (/\.(raw|img|qcow2)$/.test(image)) {
    throw invalidOption("image", image, "raw disk images are not possible with Podman: unpack it to a directory");
  }
  if (image.includes("/")) return posix.resolve(pluginDirectory, image);
  return `${machines}/${image}`;
}

/** The last part of a name that may be a path, as Podman allows it. */
function imageName(image: string): string {
  const name = posix.basename(image).toLowerCase();
  if (/^[a-z0-9]+([._-][a-z0-9]+)*$/.test(name)) return name;
  throw invalidOption(
    "image",
    image,
    "with image_download it must be a name of letters, digits and single dots, dashes or underscores",
  );
}
