import type { Body } from "./api.ts";
import { rewording, type Source } from "./rewording.ts";

/** Collects the options of the Podman driver that a dialect's are translated to, and what each was made of. */
export class OwnOptions {
  readonly #written: Body;
  readonly #values = new Map<string, unknown>();
  readonly #sources: Source[] = [];
  readonly #phrases = new Map<string, string>();
  #reworded: ((message: string) => string) | undefined;

  /** @param written the dialect's options as the user wrote them */
  constructor(written: Body) {
    this.#written = written;
  }

  /** Takes over options that are the same here and there, as they were written. */
  keep(...options: readonly string[]): void {
    for (const option of options) this.set(option, this.#written[option] ?? undefined);
  }

  /**
   * @param value nothing is set when it is undefined
   * @param from the dialect's option, for messages
   * @param given the value that the user wrote there
   */
  set(option: string, value: unknown, from: string = option, given: unknown = value): void {
    if (value === undefined) return;
    this.#values.set(option, value);
    this.#sources.push({ option, value, from, given, first: 0 });
  }

  /** Adds to a list option. @param given a value for each of `values`, or one for all of them */
  add(option: string, values: readonly unknown[] | undefined, from: string = option, given: unknown = values): void {
    if (values === undefined || values.length === 0) return;
    const before = this.#values.get(option);
    const list: readonly unknown[] = Array.isArray(before) ? before : [];
    this.#values.set(option, [...list, ...values]);
    this.#sources.push({ option, value: values, from, given, first: list.length });
  }

  /** What messages say of our options that the dialect does not have, and what they say in its place. */
  phrase(ours: string, theirs: string): void {
    this.#phrases.set(ours, theirs);
  }

  get body(): Body {
    return Object.fromEntries(this.#values);
  }

  /** A message about these options in the words of the dialect: `working_dir = "x": …` becomes `cwd = "x": …`. */
  reworded(message: string): string {
    this.#reworded ??= rewording(this.#sources, this.#phrases);
    return this.#reworded(message);
  }
}
