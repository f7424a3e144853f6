import type { Clock } from "../../core/clock.ts";
import type { ImageImport } from "../../translate/images/image-import.ts";
import { archiveName } from "./archive.ts";
import type { ImportProgress } from "./import.ts";
import { megabytes, pace } from "./pull-progress.ts";

/** Turns the progress of an import into task events. */
export class ImportReport {
  readonly #what: string;
  readonly #notes: Readonly<Record<string, string>>;
  readonly #clock: Clock;
  readonly #emit: (text: string, annotations: Readonly<Record<string, string>>) => void;
  readonly #began: number;
  #lastReport: number;

  constructor(
    { reference, archive }: ImageImport,
    clock: Clock,
    emit: (text: string, annotations: Readonly<Record<string, string>>) => void,
  ) {
    this.#what = reference;
    this.#notes = { image: reference, archive: archiveName(archive) };
    this.#clock = clock;
    this.#emit = emit;
    this.#began = clock.monotonic();
    this.#lastReport = this.#began;
    emit(`Importing image ${reference} from ${archiveName(archive)}`, this.#notes);
  }

  progress(progress: ImportProgress): void {
    if ("note" in progress) {
      this.#emit(progress.note, this.#notes);
      return;
    }
    const now = this.#clock.monotonic();
    if (now - this.#lastReport < pace) return;
    this.#lastReport = now;
    const text = `Importing image ${this.#what}: ${megabytes(progress.bytes)} of the archive so far`;
    this.#emit(text, { ...this.#notes, bytes: String(progress.bytes) });
  }

  done(): void {
    const seconds = ((this.#clock.monotonic() - this.#began) / 1000).toFixed(1);
    this.#emit(`Imported image ${this.#what} in ${seconds} s`, this.#notes);
  }
}
