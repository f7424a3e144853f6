import { invalidOption } from "../../core/option-error.ts";
import type { IdMap } from "../../podman/containers/spec-generator.ts";

/** Of users and of groups. */
export const largestId = 2 ** 32 - 1;

/** Reads one mapping, CONTAINER-ID:HOST-ID:COUNT. A text says what is wrong with it. */
export function parseIdMap(text: string): IdMap | string {
  const fields = text.split(":");
  if (fields.length !== 3) return "a mapping is CONTAINER-ID:HOST-ID:COUNT, such as 0:100000:65536";
  const numbers = fields.map(parseId);
  const wrong = fields.find((_, index) => (numbers[index] ?? -1) < (index === 2 ? 1 : 0));
  if (wrong !== undefined) return `"${wrong}" must be a number from ${wrong === fields[2] ? 1 : 0} to ${largestId}`;
  const [container_id = 0, host_id = 0, size = 0] = numbers;
  if (Math.max(container_id, host_id) + size - 1 > largestId) return `it goes beyond the largest id, ${largestId}`;
  return { container_id, host_id, size };
}

/** A number that may be an id, else -1. */
export function parseId(text: string): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  return number <= largestId ? number : -1;
}

/**
 * The mappings of `uidmap` or `gidmap`, which the kernel takes only where none overlaps another.
 *
 * @throws DriverError `invalidConfig`
 */
export function idMaps(option: string, entries: readonly string[]): readonly IdMap[] {
  const maps = entries.map((entry) => {
    const map = parseIdMap(entry);
    if (typeof map === "string") throw invalidOption(option, entry, map);
    return { entry, map };
  });
  for (const side of ["container_id", "host_id"] as const) {
    const sorted = maps.toSorted((a, b) => a.map[side] - b.map[side]);
    for (const [index, { entry, map }] of sorted.entries()) {
      const before = sorted[index - 1];
      if (before === undefined || before.map[side] + before.map.size <= map[side]) continue;
      const where = side === "host_id" ? "on the node" : "in the container";
      throw invalidOption(option, entry, `it has ids ${where} that "${before.entry}" maps already`);
    }
  }
  return maps.map(({ map }) => map);
}
