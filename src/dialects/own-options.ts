import { shown } from "../core/option-error.ts";
import type { Body } from "./api.ts";

/** An option of the Podman driver, and what it was made of. */
interface Source {
  readonly option: string;
  readonly value: unknown;
  readonly from: string;
  readonly given: unknown;
}

/** Collects the options of the Podman driver that a dialect's are translated to, and what each was made of. */
export class OwnOptions {
  readonly #written: Body;
  readonly #values = new Map<string, unknown>();
  readonly #sources: Source[] = [];

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
   * @param from the dialect's option, for messages; undefined when it is the dialect's default
   * @param given the value that the user wrote there
   */
  set(option: string, value: unknown, from: string = option, given: unknown = value): void {
    if (value === undefined) return;
    this.#values.set(option, value);
    this.#sources.push({ option, value, from, given });
  }

  /** Adds to a list option. */
  add(option: string, values: readonly unknown[] | undefined, from: string = option, given: unknown = values): void {
    if (values === undefined || values.length === 0) return;
    const before = this.#values.get(option);
    this.set(option, [...(Array.isArray(before) ? before : []), ...values], from, given);
  }

  get body(): Body {
    return Object.fromEntries(this.#values);
  }

  /** A message about these options in the words of the dialect: `working_dir = "x": …` becomes `cwd = "x": …`. */
  reworded(message: string): string {
    let text = message;
    const names = new Map<string, string>();
    for (const { option, value, from, given } of this.#sources.toReversed()) {
      if (option === from) continue;
      text = text.replaceAll(`${option} = ${shown(value)}`, `${from} = ${shown(given)}`);
      names.set(option, from);
    }
    return text.replaceAll(mentioned, (name) => names.get(name) ?? name);
  }
}

/** A name of an option where a message is about it: before its value, its reason or an index. */
const mentioned = /(?<![\w.])[a-z_]{1,40}(?= ?[=:[])/g;
