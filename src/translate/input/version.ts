/** A version as `[major, minor, patch]`. */
type Version = readonly [number, number, number];

/** The numbers of a version such as `4.3.1`, `5.4.0-dev` or `6.0`; undefined when it does not start with one. */
function parseVersion(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)];
}

/**
 * Whether a Podman of version `found` has what came with `wanted`. An unreadable version counts as too old, so that a
 * field which that Podman may not know is refused rather than silently dropped by it.
 */
export function isAtLeast(found: string, wanted: string): boolean {
  const a = parseVersion(found);
  const b = parseVersion(wanted);
  if (a === undefined || b === undefined) return false;
  for (const index of [0, 1, 2] as const) {
    if (a[index] !== b[index]) return a[index] > b[index];
  }
  return true;
}

/**
 * True of Podman 5.0 and 5.1. What a create body says of `privileged` and `use_image_hosts` becomes the default of every later
 * one there, and of one that is read meanwhile (docs/podman-quirks.md#leaked-defaults).
 */
export function leaksDefaults(version: string): boolean {
  return isAtLeast(version, "5.0.0") && !isAtLeast(version, "5.2.0");
}
