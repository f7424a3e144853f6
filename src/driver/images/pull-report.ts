import type { Clock } from "../../core/clock.ts";
import type { PullState } from "./pull-tally.ts";

/** At most one event of progress in this time, in milliseconds. */
const pace = 5_000;

/** Turns the progress of a pull into task events. */
export class PullReport {
  readonly #reference: string;
  readonly #clock: Clock;
  readonly #emit: (text: string, annotations: Readonly<Record<string, string>>) => void;
  readonly #began: number;
  #lastTold: number;

  constructor(reference: string, clock: Clock, emit: (text: string, annotations: Readonly<Record<string, string>>) => void) {
    this.#reference = reference;
    this.#clock = clock;
    this.#emit = emit;
    this.#began = clock.monotonic();
    this.#lastTold = this.#began;
    emit(`Pulling image ${reference}`, { image: reference });
  }

  progress({ layers, done, bytes }: PullState): void {
    const now = this.#clock.monotonic();
    if (layers === 0 || now - this.#lastTold < pace) return;
    this.#lastTold = now;
    const counted = layers === 1 ? "1 layer" : `${layers} layers`;
    const measured = bytes === undefined ? "" : `, ${done} done, ${megabytes(bytes)} so far`;
    this.#emit(`Pulling image ${this.#reference}: ${counted}${measured}`, {
      image: this.#reference,
      layers: String(layers),
      ...(bytes === undefined ? {} : { layers_done: String(done), bytes: String(bytes) }),
    });
  }

  done(): void {
    const seconds = ((this.#clock.monotonic() - this.#began) / 1000).toFixed(1);
    this.#emit(`Pulled image ${this.#reference} in ${seconds} s`, { image: this.#reference });
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
