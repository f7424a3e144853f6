import type { SoakLab } from "./soak-lab.ts";

/** Where it happens: knows what must be true afterwards, and says what is not. */
export interface SoakPlace {
  verify(): Promise<readonly string[]>;
  /** What a fault has measured, for the document. */
  readonly figures?: string[];
}

/** Something that happens to a node, and what must be true afterwards. */
export interface SoakFault<Place extends SoakPlace = SoakLab> {
  readonly name: string;
  /** For the document: what is promised. */
  readonly promise: string;
  /** In the long form, and in the one of every test run. */
  readonly rounds: number;
  readonly short: number;
  /** One round of it, undone at its end. Throws, or returns what was wrong; afterwards the lab verifies every task. */
  run(lab: Place, random: () => number, isShort: boolean): Promise<readonly string[]>;
}
