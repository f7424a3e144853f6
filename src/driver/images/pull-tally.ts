import type { PullLayer } from "../../podman/images/api.ts";

/** How far a pull is. */
export interface PullState {
  /** Layers that have begun so far. */
  readonly layers: number;
  readonly done: number;
  /** Bytes that have come; undefined where Podman does not tell. */
  readonly bytes: number | undefined;
}

/** Adds up what a pull says of its layers. */
export class PullTally {
  readonly #layers = new Map<string, PullLayer>();

  add(layer: PullLayer): void {
    const bytes = layer.bytes ?? this.#layers.get(layer.id)?.bytes;
    this.#layers.set(layer.id, { ...layer, bytes: layer.state === "done" ? (layer.total ?? bytes) : bytes });
  }

  /**
   * Whether silence means that nothing is going on. While layers are unpacked, or where Podman tells nothing between the
   * first layer's beginning and the last one's end, it does not.
   */
  get tellsProgress(): boolean {
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
