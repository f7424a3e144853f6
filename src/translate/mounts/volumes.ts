import { invalidOption, notAllowedOption } from "../../core/option-error.ts";
import type { BindMount, OverlayVolume } from "../../podman/containers/spec-generator.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { permittedHostPath } from "./host-path.ts";
import { bindOptions, tmpfsOptions } from "./mount-options.ts";

/** One entry of the `volumes` option, taken apart. */
export interface VolumeString {
  readonly host: string;
  readonly container: string;
  readonly options: readonly string[];
}

/**
 * Takes `host:container[:options]` apart.
 *
 * @throws DriverError `invalidConfig`.
 */
export function parseVolume(text: string): VolumeString {
  const [host = "", container = "", options = "", ...rest] = text.split(":");
  if (host === "" || container === "" || rest.length > 0) {
    throw invalidOption("volumes", text, `write "HOST:CONTAINER[:OPTIONS]", such as "/srv/data:/data:ro,noexec"`);
  }
  if (!container.startsWith("/"))
    throw invalidOption("volumes", text, `the path in the container, "${container}", is not absolute`);
  return { host, container, options: bindOptions("volumes", text, options === "" ? [] : options.split(",")) };
}

/** Mounts of the `volumes` option; those with `O` are overlays, which Podman's API takes in a list of their own. */
export interface VolumeMounts {
  readonly mounts: readonly BindMount[];
  readonly overlays: readonly OverlayVolume[];
}

/** @throws DriverError `invalidConfig` or `notAllowed`. */
export function volumeMounts(input: SpecInput): VolumeMounts {
  const mounts: BindMount[] = [];
  const overlays: OverlayVolume[] = [];
  for (const text of input.options.volumes ?? []) {
    const volume = parseVolume(text);
    const source = permittedHostPath(input, "volumes", text, volume.host);
    if (isOverlay(input, "volumes", text, volume.options)) overlays.push(overlay(volume.container, source, volume.options));
    else mounts.push({ destination: volume.container, type: "bind", source, options: volume.options });
  }
  return { mounts, overlays };
}

/** A directory that is made where it is missing. */
export interface WantedDirectory {
  /** Path on the node. */
  readonly path: string;
  /** The entry of `volumes` that names it. */
  readonly entry: string;
}

/** What `create_volume_paths` may have to make. @throws DriverError as {@link volumeMounts} */
export function wantedDirectories(input: SpecInput): readonly WantedDirectory[] {
  const { volumes = [], create_volume_paths } = input.options;
  if (!create_volume_paths) return [];
  return volumes.map((entry) => ({ path: permittedHostPath(input, "volumes", entry, parseVolume(entry).host), entry }));
}

/** A directory of the node below a writable layer. */
export function overlay(destination: string, source: string, given: readonly string[]): OverlayVolume {
  const options = given.filter((option) => option !== "O");
  return { destination, source, ...(options.length === 0 ? {} : { options }) };
}

/**
 * Whether the mount options ask for a writable layer (`O`, with `upperdir=` and `workdir=` where it is kept).
 *
 * @throws DriverError `notAllowed` where host volumes are off: a layer may be any directory of the node, and what lies
 *   below one cannot be told from the mount; `invalidConfig` for a place without `O`.
 */
export function isOverlay({ plugin }: SpecInput, option: string, value: unknown, options: readonly string[]): boolean {
  const asked = options.includes("O");
  const place = options.find((word) => /^(?:upperdir|workdir)=/.test(word));
  if (!asked && place === undefined) return false;
  if (!plugin.volumes.enabled) {
    const why = "volumes are not enabled; O, upperdir and workdir need volumes { enabled = true } in the plugin configuration";
    throw notAllowedOption(option, value, why);
  }
  if (!asked) throw invalidOption(option, value, `${place} belongs to a layer: write O as well`);
  return true;
}

/**
 * Mounts of the `tmpfs` option, `path[:options]`.
 *
 * @throws DriverError `invalidConfig`.
 */
export function tmpfsMounts(entries: readonly string[] | undefined): readonly BindMount[] {
  return (entries ?? []).map((text) => {
    const colon = text.indexOf(":");
    const path = colon === -1 ? text : text.slice(0, colon);
    const options = colon === -1 ? "" : text.slice(colon + 1);
    if (!path.startsWith("/"))
      throw invalidOption("tmpfs", text, `write an absolute path in the container, such as "/tmp:size=64m,noexec"`);
    return {
      destination: path,
      type: "tmpfs" as const,
      source: "tmpfs",
      options: tmpfsOptions("tmpfs", text, options === "" ? [] : options.split(",")),
    };
  });
}
