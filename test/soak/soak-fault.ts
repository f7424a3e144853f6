import type { SoakLab } from "./soak-lab.ts";

/** Something that happens to a node, and what must be true afterwards. */
export interface SoakFault {
  readonly name: string;
  /** For the document: what is promised. */
  readonly promise: string;
  /** In the long form, and in the one of every test run. */
  readonly rounds: number;
  readonly short: number;
  /** One round of it, undone at its end. Throws, or returns what was wrong; afterwards the lab verifies every task. */
  run(lab: SoakLab, random: () => number, isShort: boolean): Promise<readonly string[]>;
}
