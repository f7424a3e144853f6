import type { Clock } from "../core/clock.ts";

/** At most one event of progress in this time, in milliseconds. */
const pace = 5_000;

/** Turns Podman's words on a pull into task events. */
export class PullReport {
  readonly #reference: string;
  readonly #clock: Clock;
  readonly #emit: (text: string, annotations: Readonly<Record<string, string>>) => void;
  readonly #began: number;
  readonly #layers = new Set<string>();
  #lastTold: number;

  constructor(reference: string, clock: Clock, emit: (text: string, annotations: Readonly<Record<string, string>>) => void) {
    this.#reference = reference;
    this.#clock = clock;
    this.#emit = emit;
    this.#began = clock.monotonic();
    this.#lastTold = this.#began;
    emit(`Pulling image ${reference}`, { image: reference });
  }

  /** One line of Podman's progress. */
  line(text: string): void {
    const layer = /Copying blob (?:sha256:)?([0-9a-f]+)/.exec(text)?.[1];
    if (layer !== undefined) this.#layers.add(layer);
    const now = this.#clock.monotonic();
    if (now - this.#lastTold < pace) return;
    this.#lastTold = now;
    this.#emit(`Pulling image ${this.#reference}: ${this.#layers.size} layers so far (${text})`, { image: this.#reference });
  }

  done(): void {
    const seconds = ((this.#clock.monotonic() - this.#began) / 1000).toFixed(1);
    this.#emit(`Pulled image ${this.#reference} in ${seconds} s`, { image: this.#reference });
  }
}
