/** The two bounds of a pull: its whole time, and the time without a sign of progress. Both in milliseconds. */
export class PullLimits {
  readonly #controller = new AbortController();
  readonly #activityMilliseconds: number;
  readonly #whole: Timer;
  #activity: Timer | undefined;
  /** Which bound was reached, with what to do about it. */
  reached: string | undefined;

  constructor(wholeMilliseconds: number, activityMilliseconds: number) {
    this.#activityMilliseconds = activityMilliseconds;
    this.#whole = setTimeout(
      () => this.#reach(`it took longer than ${wholeMilliseconds / 1000} s: raise image_pull_timeout`),
      wholeMilliseconds,
    );
    this.active();
  }

  /** Aborted when a bound is reached. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** There was progress. */
  active(): void {
    this.pause();
    const seconds = this.#activityMilliseconds / 1000;
    this.#activity = setTimeout(
      () => this.#reach(`no progress for ${seconds} s: look at the registry, or raise pull_activity_timeout`),
      this.#activityMilliseconds,
    );
  }

  /** From now on silence is no sign of a stall, until there is progress again. */
  pause(): void {
    clearTimeout(this.#activity);
    this.#activity = undefined;
  }

  end(): void {
    clearTimeout(this.#whole);
    this.pause();
  }

  #reach(text: string): void {
    this.reached ??= text;
    this.#controller.abort();
  }
}
