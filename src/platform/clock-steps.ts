/** Milliseconds: less is the clock being kept right, or this process waiting between two readings. */
const shortestStep = 100;

const listeners = new Set<() => void>();
let offset = wallOffset();

/**
 * Calls `listener` when the wall clock has been set back. Noticed when the next timer of the program goes off, and no timer is
 * set for it: with tasks there are those of stats and of the fingerprint.
 *
 * @returns ends it
 */
export function onClockSetBack(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** To be called now and then: compares the wall clock with the monotonic one. */
export function compareClocks(): void {
  const before = offset;
  offset = wallOffset();
  if (before - offset < shortestStep) return;
  for (const listener of [...listeners]) listener();
}

function wallOffset(): number {
  return Date.now() - performance.now();
}
