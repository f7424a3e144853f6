/** The drivers that the one executable can be. A new one is a line here, one in load.ts, and a folder. */
import { basename } from "node:path";
import { podmanDriverName } from "../core/names.ts";
import { boundedLine } from "../core/option-error.ts";

/** What jobs call each driver, with the names of the executable that stand for it. */
const filesOf = {
  [podmanDriverName]: ["nomad-driver-podman", "podman"],
  "containerd-driver": ["containerd-driver", "nomad-driver-containerd"],
  docker: ["docker", "nomad-driver-docker"],
  nspawn: ["nomad-driver-nspawn", "nspawn"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** What jobs call the driver. */
export type DriverName = keyof typeof filesOf;

export const driverNames = Object.keys(filesOf) as readonly DriverName[];

/** The driver that a name given with `--as` means: what jobs call it, or one of its file names; undefined for none. */
export function driverNamed(name: string): DriverName | undefined {
  return driverNames.find((driver) => driver === name || filesOf[driver].some((file) => file === name));
}

/** The driver that the executable is by the name that it was started with; the Podman driver under any other name. */
export function driverOfFile(path: string): DriverName {
  return driverNamed(basename(path)) ?? podmanDriverName;
}

/** Which driver a run is for, and the arguments that are left; or why that cannot be said. */
export type ChosenDriver =
  | { readonly name: DriverName; readonly rest: readonly string[]; readonly problem?: never }
  | { readonly problem: string };

/**
 * The driver by `--as NAME` or `--as=NAME` among the arguments, or else by the name that the executable was started with.
 *
 * @param path of the executable as it was started: a link's name counts, not what it leads to
 */
export function chosenDriver(path: string, args: readonly string[]): ChosenDriver {
  const at = args.findIndex((word) => word === "--as" || word.startsWith("--as="));
  const word = args[at];
  if (word === undefined) return { name: driverOfFile(path), rest: args };
  const inline = word.startsWith("--as=");
  const given = inline ? word.slice("--as=".length) : args[at + 1];
  const rest = args.toSpliced(at, inline ? 1 : 2);
  const known = driverNames.join(", ");
  if (given === undefined || given === "") return { problem: `--as needs a value: one of ${known}` };
  if (rest.some((other) => other === "--as" || other.startsWith("--as="))) return { problem: "--as is given twice" };
  const name = driverNamed(given);
  return name === undefined ? { problem: boundedLine(`--as ${given}: there is no such driver, but ${known}`) } : { name, rest };
}
