/** Knows whether there is an agent: it reads our fingerprints for as long as it lives. */
export class AgentPresence {
  readonly #calls = new Set<AbortSignal>();

  get isThere(): boolean {
    return this.#calls.size > 0;
  }

  /** Passes the fingerprints of one call on. The agent has gone with the call's signal, also when nobody takes the next one. */
  async *during<Found>(fingerprints: AsyncIterable<Found>, signal: AbortSignal): AsyncGenerator<Found, void, undefined> {
    if (signal.aborted) return;
    this.#calls.add(signal);
    signal.addEventListener("abort", () => this.#calls.delete(signal), { once: true });
    try {
      yield* fingerprints;
    } finally {
      this.#calls.delete(signal);
    }
  }
}
