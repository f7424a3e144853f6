/**
 * A bound on a wait, for the machine that this runs on. NOMAD_PODMAN_TEST_PATIENCE, a number from 1, multiplies it: an
 * emulated machine takes some ten times longer (scripts/machine sets it there). Nothing but waits is scaled by it.
 *
 * @param milliseconds on a machine of its own
 * @throws Error when the variable is no such number
 */
export function patient(milliseconds: number): number {
  const text = process.env["NOMAD_PODMAN_TEST_PATIENCE"] ?? "";
  const factor = text === "" ? 1 : Number(text);
  if (!(factor >= 1 && Number.isFinite(factor))) {
    throw new Error(`NOMAD_PODMAN_TEST_PATIENCE is "${text}": allowed is a number from 1, such as 10`);
  }
  return milliseconds * factor;
}
