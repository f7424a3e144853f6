import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { AutoUserNamespace, IdMap, IdMappings, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { HostFacts } from "../input/spec-input.ts";
import { isAtLeast } from "../input/version.ts";
import { idMaps, largestId, parseId, parseIdMap } from "./id-maps.ts";

const option = "userns";
const allowed =
  "allowed are host, auto[:size=N,uidmapping=C:H:N,gidmapping=C:H:N], keep-id[:uid=N,gid=N], nomap, container:ID, ns:PATH";

/** Ids of a whole image, nobody (65534) among them. Without a size Podman picks 1024. */
const defaultAutoSize = 65_536;

const noMappings: IdMappings = {
  HostUIDMapping: false,
  HostGIDMapping: false,
  UIDMap: [],
  GIDMap: [],
  AutoUserNs: false,
  AutoUserNsOpts: {},
};

/** Whether the container's users are not those of Podman's own namespace. */
export function hasOwnUsers({ userns = "", uidmap = [], gidmap = [] }: UserOptions): boolean {
  return /^(?:auto|keep-id|nomap)/.test(userns) || uidmap.length + gidmap.length > 0;
}

type UserOptions = Pick<TaskOptions, "userns" | "uidmap" | "gidmap">;

/**
 * The options `userns`, `uidmap` and `gidmap`. Users and groups without mappings of their own have those of the others, as
 * with `podman run`. `auto` needs the mappings besides the mode: over the API the mode alone gives no user namespace at
 * all (docs/podman-quirks.md#userns-auto). The option's check knows the modes; here are their settings and what the node takes.
 *
 * @throws DriverError `invalidConfig`.
 */
export function userNamespace(options: UserOptions, host: HostFacts): Pick<SpecGenerator, "userns" | "idmappings"> {
  const { userns: text, uidmap = [], gidmap = [] } = options;
  if (uidmap.length + gidmap.length > 0) {
    const UIDMap = uidmap.length > 0 ? idMaps("uidmap", uidmap) : idMaps("gidmap", gidmap);
    const GIDMap = gidmap.length > 0 ? idMaps("gidmap", gidmap) : UIDMap;
    return { userns: { nsmode: "private" }, idmappings: { ...noMappings, UIDMap, GIDMap } };
  }
  if (text === undefined) return {};
  const colon = text.indexOf(":");
  const mode = colon === -1 ? text : text.slice(0, colon);
  const value = colon === -1 ? "" : text.slice(colon + 1);
  switch (mode) {
    case "auto":
      return {
        userns: { nsmode: "auto" },
        idmappings: { ...noMappings, AutoUserNs: true, AutoUserNsOpts: autoOptions(text, value) },
      };
    case "keep-id":
      requireRootless(text, host, keepIdForRootSince);
      checkKeepId(text, value);
      return { userns: { nsmode: "keep-id", ...(value === "" ? {} : { value }) }, idmappings: noMappings };
    case "container":
      return { userns: { nsmode: "container", value } };
    case "ns":
      if (!value.startsWith("/")) throw invalidOption(option, text, `"ns:" takes an absolute path`);
      return { userns: { nsmode: "path", value } };
    case "nomap":
      requireRootless(text, host, undefined);
      // Podman's command line says nomap, its API no-map.
      return { userns: { nsmode: "no-map" }, idmappings: noMappings };
    default:
      return { userns: { nsmode: "host" } };
  }
}

/** First Podman whose root service takes keep-id. */
const keepIdForRootSince = "4.5.0";

function requireRootless(text: string, { rootless, podmanVersion }: HostFacts, since: string | undefined): void {
  if (rootless || (since !== undefined && isAtLeast(podmanVersion, since))) return;
  const from = since === undefined ? "" : ` (or Podman ${since}, this is ${podmanVersion})`;
  throw invalidOption(option, text, `it needs a rootless Podman${from}; name the socket block of one, or use auto`);
}

function autoOptions(text: string, value: string): AutoUserNamespace {
  let size = defaultAutoSize;
  const uids: IdMap[] = [];
  const gids: IdMap[] = [];
  for (const [key, setting] of settings(text, value)) {
    if (key === "size") size = id(text, key, setting, 1);
    else if (key === "uidmapping") uids.push(idMap(text, key, setting));
    else if (key === "gidmapping") gids.push(idMap(text, key, setting));
    else throw invalidOption(option, text, `"${key}" is not known; ${allowed}`);
  }
  return { Size: size, AdditionalUIDMappings: uids, AdditionalGIDMappings: gids };
}

function checkKeepId(text: string, value: string): void {
  for (const [key, setting] of settings(text, value)) {
    if (key !== "uid" && key !== "gid") throw invalidOption(option, text, `"${key}" is not known; ${allowed}`);
    id(text, key, setting, 0);
  }
}

function settings(text: string, value: string): readonly (readonly [string, string])[] {
  if (value === "") return [];
  return value.split(",").map((pair) => {
    const equals = pair.indexOf("=");
    if (equals < 1) throw invalidOption(option, text, `"${pair}" is not name=value; ${allowed}`);
    return [pair.slice(0, equals), pair.slice(equals + 1)] as const;
  });
}

function idMap(text: string, key: string, setting: string): IdMap {
  const map = parseIdMap(setting);
  if (typeof map === "string") throw invalidOption(option, text, `${key}=${setting}: ${map}`);
  return map;
}

function id(text: string, key: string, part: string, minimum: number): number {
  const number = parseId(part);
  if (number < minimum) throw invalidOption(option, text, `${key}=${part}: must be a number from ${minimum} to ${largestId}`);
  return number;
}
