import type { Cluster } from "./cluster.ts";

/** Figures of a run, by what they count: seconds, restarts, requests. */
export type Figures = Readonly<Record<string, number>>;

/** Something that happens to a cluster. */
export interface Scenario {
  readonly name: string;
  /** What happens, in a few words. */
  readonly title: string;
  /** What must be true afterwards, as one or two sentences. */
  readonly holds: string;
  /** Runs it with so many allocations; throws for what is not as it must be. It leaves the service `web` or nothing. */
  run(cluster: Cluster, allocations: number): Promise<Figures>;
}

/** A clock of seconds with one digit. */
export function stopwatch(): () => number {
  const since = performance.now();
  return () => Math.round((performance.now() - since) / 100) / 10;
}
