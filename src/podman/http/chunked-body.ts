/** Thrown for bytes that are no chunked body. */
export class BrokenChunks extends Error {
  override readonly name = "BrokenChunks";
}

/** Longest line with a chunk's length, in bytes; extensions after the number are passed over. */
const longestLine = 256;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/**
 * Incremental decoder of HTTP's chunked body. Payloads are handed on as views, in as many pieces as they come; without a
 * last chunk of length 0 a body is not complete.
 */
export class ChunkedBody {
  #line = "";
  #remaining = 0;
  /** What the next byte belongs to; `trailer` is the lines after the last chunk. */
  #part: "length" | "payload" | "end of payload" | "trailer" | "ended" = "length";

  /** True once the last chunk has come. */
  get ended(): boolean {
    return this.#part === "ended";
  }

  /** @throws BrokenChunks */
  push(bytes: Uint8Array, sink: (payload: Uint8Array) => void): void {
    for (let offset = 0; offset < bytes.length && !this.ended; ) {
      if (this.#part !== "payload") {
        this.#addToLine(bytes[offset++] ?? 0);
        continue;
      }
      const payload = bytes.subarray(offset, offset + this.#remaining);
      offset += payload.length;
      this.#remaining -= payload.length;
      if (this.#remaining === 0) this.#part = "end of payload";
      sink(payload);
    }
  }

  #addToLine(byte: number): void {
    if (byte === lineFeed) {
      const line = this.#line;
      this.#line = "";
      this.#endLine(line);
    } else if (byte !== carriageReturn) {
      this.#line += String.fromCharCode(byte);
      if (this.#line.length > longestLine) throw new BrokenChunks("a chunk's first line is too long");
    }
  }

  #endLine(line: string): void {
    if (this.#part === "trailer") {
      if (line === "") this.#part = "ended";
      return;
    }
    if (this.#part === "end of payload") {
      if (line !== "") throw new BrokenChunks("a chunk is longer than it says");
      this.#part = "length";
      return;
    }
    const digits = /^([0-9a-f]{1,12})\s*(?:;|$)/i.exec(line)?.[1];
    if (digits === undefined) throw new BrokenChunks("a chunk has no length");
    this.#remaining = Number.parseInt(digits, 16);
    this.#part = this.#remaining === 0 ? "trailer" : "payload";
  }
}
