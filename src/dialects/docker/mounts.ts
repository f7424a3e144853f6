/** Docker's mounts and volumes in the Podman driver's. */
import { DriverError } from "../../core/errors.ts";
import { invalidOption, optionMessage } from "../../core/option-error.ts";
import type { OwnOptions } from "../own-options.ts";
import type { PluginOptions } from "./plugin.ts";
import type { TaskOptions } from "./task-options/task-options.ts";

type Mount = TaskOptions["mount"][number];

/** Sets mounts, volumes and devices. @returns warnings @throws DriverError */
export function setMounts(own: OwnOptions, options: TaskOptions, plugin: PluginOptions): readonly string[] {
  for (const name of ["mount", "mounts"] as const) {
    const blocks = options[name];
    if (blocks.length > 0)
      own.set(
        name,
        blocks.map((block, index) => ownMount(block, `${name}[${index}]`)),
      );
  }
  setVolumes(own, options, plugin);
  own.add("devices", options.devices.map(device));
  own.phrase("mount.driver_options", "mount.volume_options.driver_config.options");
  own.phrase("mount.driver", options.volume_driver === undefined ? "mount.volume_options.driver_config.name" : "volume_driver");
  return (["mount", "mounts"] as const).flatMap((name) =>
    options[name].flatMap((block, index) => mountWarnings(block, `${name}[${index}]`)),
  );
}

function ownMount(block: Mount, at: string) {
  const { type, target, source, readonly } = block;
  return {
    type,
    target,
    readonly,
    ...(source !== undefined && { source }),
    options: mountOptions(block, at),
    ...ownVolume(block, at),
  };
}

/** @throws DriverError `invalidConfig` for a driver of a volume without a name, which Podman cannot make */
function ownVolume({ type, source, volume_options }: Mount, at: string) {
  if (type !== "volume") return {};
  const { labels, driver_config } = volume_options ?? {};
  const { name, options } = driver_config ?? {};
  if (source === undefined) {
    const asked = isEmpty(options) && (name === undefined || name === "local") ? undefined : driver_config;
    if (asked === undefined) return {};
    throw invalidOption(
      `${at}.volume_options.driver_config`,
      asked,
      "a volume with a driver of its own needs a name: set source",
    );
  }
  return {
    ...(name !== undefined && { driver: name }),
    ...(isEmpty(options) ? {} : { driver_options: options }),
    ...(isEmpty(labels) ? {} : { labels }),
  };
}

function isEmpty(map: Readonly<Record<string, string>> | undefined): boolean {
  return map === undefined || Object.keys(map).length === 0;
}

function mountOptions({ type, source, bind_options, tmpfs_options, volume_options }: Mount, at: string): readonly string[] {
  switch (type) {
    case "bind":
      return bind_options?.propagation === undefined ? [] : [bind_options.propagation];
    case "tmpfs": {
      const { size = 0, mode = 0 } = tmpfs_options ?? {};
      const sized = size > 0 ? [`size=${size}`] : [];
      // Docker's defaults for a tmpfs; Podman would copy what the image has there.
      return [...sized, ...(mode > 0 ? [`mode=${mode.toString(8)}`] : []), "noexec", "notmpcopyup"];
    }
    case "volume": {
      if (source?.includes("/") === true) {
        throw invalidOption(
          `${at}.source`,
          source,
          'the name of a volume has no slash; for a path of the node write type = "bind"',
        );
      }
      return volume_options?.no_copy === true ? ["nocopy"] : [];
    }
  }
}

function mountWarnings({ type, source, volume_options }: Mount, at: string): readonly string[] {
  const labels = volume_options?.labels;
  if (type !== "volume" || source !== undefined || labels === undefined || isEmpty(labels)) return [];
  const why = "has no effect: a volume without a name, which goes with its container, has no labels; set source";
  return [optionMessage(`${at}.volume_options.labels`, labels, why)];
}

/** With a volume driver what stands before the colon is the name of a volume. */
function setVolumes(own: OwnOptions, { volumes, volume_driver }: TaskOptions, plugin: PluginOptions): void {
  // A switch of ours: dockerd makes them as well. Not those of mount blocks, which it rejects.
  if (volumes !== undefined) own.set("create_volume_paths", true, "volumes", volumes);
  if (volume_driver === undefined) {
    own.set("volumes", volumes);
    return;
  }
  if (!plugin.volumes.enabled) {
    const why = "volumes are not enabled: set volumes { enabled = true } in the plugin configuration";
    throw new DriverError("notAllowed", optionMessage("volume_driver", volume_driver, `not allowed on this node: ${why}`));
  }
  const named = (volumes ?? []).filter((text) => !text.startsWith("/"));
  own.set(
    "volumes",
    volumes?.filter((text) => text.startsWith("/")),
  );
  own.add(
    "mount",
    named.map((text) => namedVolume(text, volume_driver)),
    "volumes",
    volumes,
  );
}

function namedVolume(text: string, driver: string) {
  const [source = "", target = "", options = "", ...rest] = text.split(":");
  if (source.includes("/") || target === "" || rest.length > 0) {
    throw invalidOption("volumes", text, 'with volume_driver it must be "NAME:CONTAINER[:OPTIONS]", such as "data:/data:ro"');
  }
  return { type: "volume", source, target, driver, options: options === "" ? [] : options.split(",") };
}

function device({ host_path, container_path, cgroup_permissions }: TaskOptions["devices"][number]): string {
  if (container_path === undefined && cgroup_permissions === undefined) return host_path;
  return [host_path, container_path ?? host_path, cgroup_permissions ?? "rwm"].join(":");
}
