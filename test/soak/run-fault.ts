import type { SoakFault, SoakPlace } from "./soak-fault.ts";

/** What became of one fault's rounds. */
export interface SoakResult {
  readonly name: string;
  readonly promise: string;
  readonly rounds: number;
  readonly seconds: number;
  /** What was wrong; empty when the promise was kept in every round. */
  readonly problems: readonly string[];
  /** What was measured, where something was. */
  readonly figures?: string;
}

export interface RunOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly isShort: boolean;
}

/** Runs the rounds of a fault, each verified, up to the first that breaks a promise. Never rejects. */
export async function runFault<Place extends SoakPlace>(
  place: Place,
  fault: SoakFault<Place>,
  { rounds, seed, isShort }: RunOptions,
): Promise<SoakResult> {
  const began = performance.now();
  const random = randomOf(seed);
  const problems: string[] = [];
  let round = 0;
  while (round < rounds && problems.length === 0) {
    round += 1;
    try {
      problems.push(...(await fault.run(place, random, isShort)));
      problems.push(...(await place.verify()));
    } catch (error) {
      problems.push(`round ${round}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const { name, promise } = fault;
  const figures = (place.figures ?? []).splice(0).join("; ");
  const seconds = Math.round((performance.now() - began) / 1000);
  return { name, promise, rounds: round, seconds, problems, ...(figures === "" ? {} : { figures }) };
}

/** Numbers in [0, 1) that are the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
