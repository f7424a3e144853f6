import { invalidOption } from "../../core/option-error.ts";
import type { OwnOptions } from "../own-options.ts";

/** What may stand behind the path in the container, as for `systemd-nspawn --bind`, with Podman's options. */
const modes: Readonly<Record<string, string>> = { rbind: "rbind", norbind: "bind", noidmap: "rbind", idmap: "idmap" };

/** Mounts paths of the node; without a path in the container they have the same one there. */
export function addBinds(
  own: OwnOptions,
  option: "bind" | "bind_read_only",
  paths: Readonly<Record<string, string>> = {},
): void {
  for (const [source, written] of Object.entries(paths)) {
    const given = { [source]: written };
    if (!source.startsWith("/")) throw invalidOption(option, given, "the path on the node must be absolute");
    const [target = "", ...further] = written.split(":");
    if (target !== "" && !target.startsWith("/")) {
      throw invalidOption(option, given, "the path in the container must be absolute");
    }
    const asked = further.flatMap((part) => part.split(","));
    const unknown = asked.find((mode) => !Object.hasOwn(modes, mode));
    if (unknown !== undefined) {
      throw invalidOption(option, given, `"${unknown}" is not possible: ${Object.keys(modes).join(", ")} are`);
    }
    const options = [...new Set(asked.map((mode) => modes[mode])), option === "bind" ? "rw" : "ro"];
    if (!options.includes("bind") && !options.includes("rbind")) options.unshift("rbind");
    own.add("mounts", [{ type: "bind", source, target: target || source, options }], option, given);
  }
}
