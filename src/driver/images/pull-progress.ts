import type { Clock } from "../../core/clock.ts";
import type { PullLayer } from "../../podman/images/pull-stream.ts";

/** How far a pull is. */
export interface PullState {
  /** Layers that have begun so far. */
  readonly layers: number;
  readonly done: number;
  /** Bytes received; undefined where Podman does not report them. */
  readonly bytes: number | undefined;
}

/** Adds up the layers of a pull. */
export class PullTally {
  readonly #layers = new Map<string, PullLayer>();

  add(layer: PullLayer): void {
    const bytes = layer.bytes ?? this.#layers.get(layer.id)?.bytes;
    this.#layers.set(layer.id, { ...layer, bytes: layer.state === "done" ? (layer.total ?? bytes) : bytes });
  }

  /**
   * Whether silence means a stall. It does not while layers are unpacked, nor where Podman reports nothing between the first
   * layer's start and the last one's end.
   */
  get reportsProgress(): boolean {
    if (this.#layers.size === 0) return true;
    for (const { state } of this.#layers.values()) if (state === "downloading") return true;
    return false;
  }

  get state(): PullState {
    let done = 0;
    let bytes: number | undefined;
    for (const layer of this.#layers.values()) {
      if (layer.state === "done") done += 1;
      if (layer.bytes !== undefined) bytes = (bytes ?? 0) + layer.bytes;
    }
    return { layers: this.#layers.size, done, bytes };
  }
}

/** At most one event of progress in this time, in milliseconds. */
export const pace = 5_000;

/** Turns the progress of a pull into task events. */
export class PullReport {
  readonly #reference: string;
  readonly #clock: Clock;
  readonly #emit: (text: string, annotations: Readonly<Record<string, string>>) => void;
  readonly #began: number;
  #lastReport: number;

  constructor(reference: string, clock: Clock, emit: (text: string, annotations: Readonly<Record<string, string>>) => void) {
    this.#reference = reference;
    this.#clock = clock;
    this.#emit = emit;
    this.#began = clock.monotonic();
    this.#lastReport = this.#began;
    emit(`Pulling image ${reference}`, { image: reference });
  }

  progress({ layers, done, bytes }: PullState): void {
    const now = this.#clock.monotonic();
    if (layers === 0 || now - this.#lastReport < pace) return;
    this.#lastReport = now;
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

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
