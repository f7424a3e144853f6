/** Volumes that a mount block describes, and that are made where they are missing. */
import type { TaskOptions } from "../../config/task-options/task-options.ts";
import type { VolumeBody } from "../../podman/volumes/types.ts";

type MountBlock = TaskOptions["mount"][number];

/** Volumes with a driver, options or labels; Podman itself makes any other with the container. */
export function volumesToCreate({ mount, mounts }: Pick<TaskOptions, "mount" | "mounts">): readonly VolumeBody[] {
  return [...mount, ...mounts].flatMap(volumeBody);
}

function volumeBody({ type, source, driver, driver_options, labels }: MountBlock): readonly VolumeBody[] {
  if (type !== "volume" || source === undefined) return [];
  if (driver === undefined && driver_options === undefined && labels === undefined) return [];
  return [
    {
      Name: source,
      ...(driver === undefined ? {} : { Driver: driver }),
      ...(driver_options === undefined ? {} : { Options: driver_options }),
      ...(labels === undefined ? {} : { Labels: labels }),
    },
  ];
}

/** File systems that lie on no device of the node. */
const elsewhere = /^(?:tmpfs|nfs4?|cifs)$/;

/** What such volumes of Podman's own driver mount of the node: a path, or whatever else mount(8) takes for a device. */
export function volumeDevices(options: Pick<TaskOptions, "mount" | "mounts">): readonly string[] {
  return volumesToCreate(options).flatMap(({ Driver = "local", Options = {} }) => {
    // Podman takes the names in any case.
    const valuesOf = (name: string) =>
      Object.entries(Options).flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []));
    const types = valuesOf("type");
    const isElsewhere = types.length > 0 && types.every((type) => elsewhere.test(type));
    return Driver === "local" && !isElsewhere ? valuesOf("device") : [];
  });
}

/** What Podman itself adds for words of `o` (pkg/domain/infra/abi/parse). */
const added: ReadonlySet<string> = new Set(["UID", "GID", "SIZE", "INODES", "NOQUOTA"]);

/** Whether a volume has the options that a job gives; Podman keeps these two words of `o` elsewhere. */
export function sameVolumeOptions(asked: Readonly<Record<string, string>>, found: Readonly<Record<string, string>>): boolean {
  return comparable(asked) === comparable(found);
}

function comparable(options: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(options).flatMap(([name, value]): readonly (readonly string[])[] => {
    if (added.has(name)) return [];
    const words = value.split(",").filter((word) => !/^(?:noquota|timeout=.*)$/.test(word));
    const kept = name === "o" ? words.join(",") : value;
    return name === "o" && kept === "" ? [] : [[name, kept]];
  });
  return JSON.stringify(pairs.sort(([one = ""], [other = ""]) => (one < other ? -1 : 1)));
}
