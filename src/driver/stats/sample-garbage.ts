/** Samples between two collections: what they leave is some 10 MB. */
const samplesBetween = 1_000;

/**
 * Has the garbage of samples collected by their number. Left to itself the runtime collects each second at first, but
 * only each 30 s once the heap has kept its size for as long; from then on the heap of 200 tasks doubles, by 25 MB, before
 * the engine's own limit ends it (Bun 1.4.5, resident size noted each second).
 */
export class SampleGarbage {
  #samples = 0;

  /** To be told of samples when they have been handed on. */
  left(samples: number): void {
    this.#samples += samples;
    if (this.#samples < samplesBetween) return;
    this.#samples = 0;
    Bun.gc(false);
  }
}
