/** Reads a stream to its end and keeps its lines. */
export class LineReader {
  /** The lines that nobody has taken. */
  readonly lines: string[] = [];
  #wake: (() => void) | undefined;
  #ended = false;

  constructor(stream: ReadableStream<Uint8Array>) {
    void this.#read(stream);
  }

  /** Takes the first line; undefined when the stream ends without one. */
  async next(): Promise<string | undefined> {
    while (this.lines.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.lines.shift();
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = "";
    for await (const chunk of stream) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
      rest = parts.pop() ?? "";
      this.lines.push(...parts);
      this.#wake?.();
    }
    if (rest !== "") this.lines.push(rest);
    this.#ended = true;
    this.#wake?.();
  }
}
