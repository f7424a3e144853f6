import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { BindMount, ImageVolume, NamedVolume, OverlayVolume } from "../../podman/containers/spec-generator.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { permittedHostPath } from "./host-path.ts";
import { bindOptions, tmpfsOptions } from "./mount-options.ts";
import { isOverlay, overlay } from "./volumes.ts";

type MountBlock = TaskOptions["mount"][number];

/** What the `mount` blocks add, by the list of Podman's API that takes it. */
export interface BlockMounts {
  readonly mounts: readonly BindMount[];
  readonly overlays: readonly OverlayVolume[];
  readonly volumes: readonly NamedVolume[];
  readonly images: readonly ImageVolume[];
}

/**
 * The `mount` blocks (and the list `mounts`). Which types need a source, the rules of config have checked.
 *
 * @throws DriverError `invalidConfig` or `notAllowed`.
 */
export function mountBlocks(input: SpecInput): BlockMounts {
  const mounts: BindMount[] = [];
  const overlays: OverlayVolume[] = [];
  const volumes: NamedVolume[] = [];
  const images: ImageVolume[] = [];
  for (const block of [...input.options.mount, ...input.options.mounts]) {
    const type = effectiveType(block);
    const layered =
      (type === "bind" || type === "volume") && isOverlay(input, "mount.options", block.options, block.options ?? []);
    if (type === "bind" && layered) overlays.push(overlay(block.target, bindSource(input, block), checkedOptions(block)));
    else if (type === "bind") mounts.push(bind(input, block));
    else if (type === "tmpfs") mounts.push(tmpfs(block));
    else if (type === "volume") volumes.push(volume(block));
    else images.push(image(block));
  }
  return { mounts, overlays, volumes, images };
}

/** Paths of the node that the blocks mount, as the job wrote them. */
export function boundSources(options: Pick<TaskOptions, "mount" | "mounts">): readonly string[] {
  const binds = [...options.mount, ...options.mounts].filter((block) => effectiveType(block) === "bind");
  return binds.flatMap(({ source }) => (source === undefined ? [] : [source]));
}

/** A `volume` whose source is a path is a bind in effect, as the containerd driver had it. */
function effectiveType(block: MountBlock): MountBlock["type"] {
  return block.type === "volume" && block.source?.includes("/") === true ? "bind" : block.type;
}

function bind(input: SpecInput, block: MountBlock): BindMount {
  return { destination: block.target, type: "bind", source: bindSource(input, block), options: checkedOptions(block) };
}

function bindSource(input: SpecInput, block: MountBlock): string {
  const source = block.source ?? "";
  return permittedHostPath(input, "mount.source", source, source);
}

function checkedOptions(block: MountBlock): readonly string[] {
  return bindOptions("mount.options", block.options, withReadonly(block));
}

function tmpfs(block: MountBlock): BindMount {
  return {
    destination: block.target,
    type: "tmpfs",
    source: "tmpfs",
    options: tmpfsOptions("mount.options", block.options, withReadonly(block)),
  };
}

function volume(block: MountBlock): NamedVolume {
  const name = block.source ?? "";
  if (name !== "" && !/^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(name)) {
    throw invalidOption("mount.source", name, "a volume's name has letters, digits, dots, dashes and underscores");
  }
  return { Name: name, Dest: block.target, Options: checkedOptions(block) };
}

function image(block: MountBlock): ImageVolume {
  if (block.options?.some((option) => option !== "rw" && option !== "ro")) {
    throw invalidOption("mount.options", block.options, "an image mount takes ro or rw only");
  }
  const writable = !block.readonly && (block.options ?? []).includes("rw");
  return { Source: block.source ?? "", Destination: block.target, ReadWrite: writable };
}

function withReadonly(block: MountBlock): readonly string[] {
  const options = block.options ?? [];
  if (!block.readonly || options.includes("ro")) return options;
  return ["ro", ...options];
}
