import { normalize } from "node:path";
import { notAllowedOption } from "../../core/option-error.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { volumeDevices } from "../mounts/created-volumes.ts";
import { absoluteHostPath } from "../mounts/host-path.ts";
import { boundSources } from "../mounts/mount-blocks.ts";
import { parseVolume } from "../mounts/volumes.ts";
import { cdiName } from "./devices.ts";

/** What of a job may lead to a device of the node. */
type DeviceInput = Pick<SpecInput, "task" | "options" | "plugin">;

interface Asked {
  readonly option: string;
  /** As the job wrote it. */
  readonly value: string;
  readonly path: string;
  /** False for what may be mounted from elsewhere as well: only what lies below /dev is a device then. */
  readonly isDevice: boolean;
}

/** Paths on the node whose resolved form {@link checkDevices} must know. */
export function devicePathsToResolve(input: DeviceInput): readonly string[] {
  return input.plugin.allow_devices === undefined ? [] : asked(input).map(({ path }) => path);
}

/**
 * Refuses devices that `allow_devices` does not cover. A symbolic link must be covered as given and as resolved. Nomad's own
 * devices are the scheduler's choice from what the operator's device plugin offers, so they are not checked.
 *
 * @throws DriverError `notAllowed`
 */
export function checkDevices(input: SpecInput): void {
  const { options, plugin, resolvedPaths } = input;
  const globs = plugin.allow_devices;
  if (globs === undefined) return;
  const allowed = `allow_devices in the plugin configuration has ${globs.map((glob) => `"${glob}"`).join(", ") || "none"}`;
  if (options.privileged === true) {
    throw notAllowedOption("privileged", true, `a privileged task has all devices, and ${allowed}`);
  }
  const isCovered = (path: string) => globs.some((glob) => globCovers(glob, path));
  for (const { option, value, path, isDevice } of asked(input)) {
    const resolved = resolvedPaths.get(path) ?? path;
    const counts = (place: string) => isDevice || place === "/dev" || place.startsWith("/dev/");
    if (counts(path) && !isCovered(path)) throw notAllowedOption(option, value, allowed);
    if (counts(resolved) && !isCovered(resolved)) {
      throw notAllowedOption(option, value, `it is a link to ${resolved}, and ${allowed}`);
    }
  }
}

function asked({ task, options }: DeviceInput): readonly Asked[] {
  const devices = (options.devices ?? []).map((value) => {
    const [host = ""] = value.split(":");
    const path = cdiName.test(value) ? value : withoutSlash(normalize(host));
    return { option: "devices", value, path, isDevice: true };
  });
  const mounted = (option: string, value: string, host: string) => {
    return { option, value, path: withoutSlash(absoluteHostPath(task, host)), isDevice: false };
  };
  const volumes = (options.volumes ?? []).map((value) => mounted("volumes", value, parseVolume(value).host));
  const sources = boundSources(options).map((source) => mounted("mount.source", source, source));
  const inVolumes = volumeDevices(options).map((value) => {
    const isPath = value.startsWith("/");
    return { option: "mount.driver_options", value, path: isPath ? withoutSlash(normalize(value)) : value, isDevice: !isPath };
  });
  return [...devices, ...volumes, ...sources, ...inVolumes];
}

function withoutSlash(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/** Whether a glob covers the whole path: `*` and `?` stop at a slash, `**` does not. */
export function globCovers(glob: string, path: string): boolean {
  let ends = new Set([0]);
  for (const part of glob.split(/(\*\*|\*|\?)/)) {
    ends = new Set([...ends].flatMap((start) => endsOf(part, path, start)));
    if (ends.size === 0) return false;
  }
  return ends.has(path.length);
}

/** Where a part of the glob can end that begins at `start`. */
function endsOf(part: string, path: string, start: number): readonly number[] {
  switch (part) {
    case "**":
      return upTo(start, path.length);
    case "*":
      return upTo(start, nextSlash(path, start));
    case "?":
      return start < nextSlash(path, start) ? [start + 1] : [];
    default:
      return path.startsWith(part, start) ? [start + part.length] : [];
  }
}

function nextSlash(path: string, start: number): number {
  const slash = path.indexOf("/", start);
  return slash === -1 ? path.length : slash;
}

function upTo(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
