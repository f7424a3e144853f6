import type { AttributeOption, MapBlockOption, OptionTable } from "../../src/config/table/option.ts";

/** The value in an example such as `labels = { team = "web" }`. */
export function exampleValue(example: string): unknown {
  const value = example.slice(example.indexOf("=") + 1).trim();
  if (value.startsWith('"')) return JSON.parse(value);
  return JSON.parse(value.replace(/([{,]\s*)"?([\w.]+)"?\s*=(?!=)/g, '$1"$2":'));
}

/** Every option that is not a block, by its path (`auth.username`; `mount[]` stands for a repeated block). */
export function leaves(table: OptionTable, path = ""): [string, AttributeOption | MapBlockOption][] {
  return Object.entries(table).flatMap(([name, option]): [string, AttributeOption | MapBlockOption][] => {
    if (option.kind !== "block") return [[`${path}${name}`, option]];
    return leaves(option.options, `${path}${name}${option.repeated === true ? "[]" : ""}.`);
  });
}

/** What a required option of a block needs, so that only the option under test can be wrong. */
const companions: Readonly<Record<string, object>> = {
  "mount[]": { target: "/data", source: "data" },
  "mounts[]": { target: "/data", source: "data" },
  "secrets[]": { name: "s" },
  "networks[]": { name: "n", create: true },
  "socket[]": { socket_path: "/run/podman.sock" },
  import: { source: "https://images.example/rootfs.tar", verify: "checksum" },
  healthcheck: { command: "true" },
};

/** A body with the option at the path set to the value. */
export function bodyWith(path: string, value: unknown): Readonly<Record<string, unknown>> {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) return { [first]: value };
  const inner = { ...companions[first], ...bodyWith(rest.join("."), value) };
  return first.endsWith("[]") ? { [first.slice(0, -2)]: [inner] } : { [first]: inner };
}
