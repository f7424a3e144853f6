/** What follows the number in each line: long enough that a torn one shows. */
export const padding = "x".repeat(40);

/** Compares what arrives on a stream with the lines that were written: `out 1 xxx`, `out 2 xxx`, and so on. */
export class LineCheck {
  /** Things that were wrong, the first few only. */
  readonly problems: string[] = [];
  /** The highest number so far. */
  last = 0;
  /** Lines that came again, as after a plugin that was killed. */
  repeated = 0;
  /** Lines that are missing while {@link mayLose} was set. */
  lost = 0;
  /** A full disk loses lines: conmon drops what it cannot write. None is torn even then. */
  mayLose = false;
  readonly #stream: string;
  readonly #decoder = new TextDecoder();
  #rest = "";

  constructor(stream: string) {
    this.#stream = stream;
  }

  take(chunk: Uint8Array): void {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split("\n");
    this.#rest = lines.pop() ?? "";
    for (const line of lines) this.#line(line);
  }

  #line(line: string): void {
    const [stream, text = "", rest] = line.split(" ");
    const number = Number(text);
    if (stream !== this.#stream || rest !== padding || !(number > 0)) {
      this.#problem(`torn: ${JSON.stringify(line)}`);
      return;
    }
    if (number <= this.last) this.repeated += 1;
    else if (number > this.last + 1) {
      if (this.mayLose) this.lost += number - this.last - 1;
      else this.#problem(`lost: after ${this.last} came ${number}`);
    }
    this.last = Math.max(this.last, number);
  }

  #problem(text: string): void {
    if (this.problems.length < 5) this.problems.push(`${this.#stream}: ${text}`);
  }
}
