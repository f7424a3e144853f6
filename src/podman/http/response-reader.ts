import { ChunkedBody } from "./chunked-body.ts";
import { badReply, statusError } from "./error-map.ts";
import { type HttpHead, longestHead, parseHttpHead } from "./http-head.ts";

/** What is read of the body of an error response, in bytes. */
const largestErrorBody = 64 * 1024;

/** Thrown when a response is cut off; it has the code of a connection that the peer dropped. */
class CutOff extends Error {
  readonly code = "ECONNRESET";
}

/** Reads one HTTP response from a raw connection, in whatever pieces it comes: an error response as a whole, any other as a stream. */
export class ResponseReader {
  readonly #what: string;
  #before = Buffer.alloc(0);
  #head: HttpHead | undefined;
  #chunks: ChunkedBody | undefined;
  #length = 0;
  #errorBody = Buffer.alloc(0);

  /** @param what the call, for messages. */
  constructor(what: string) {
    this.#what = what;
  }

  /** True once Podman has agreed (101, or 200): what follows is the stream. */
  get accepted(): boolean {
    return this.#head?.status === 101 || this.#head?.status === 200;
  }

  /** True once the response is complete by its own length. */
  get complete(): boolean {
    if (this.#head === undefined || this.#head.status === 101) return false;
    return this.#chunks?.ended ?? (this.#head.contentLength !== undefined && this.#length >= this.#head.contentLength);
  }

  /**
   * Takes bytes, and hands on those of the stream.
   *
   * @throws DriverError for an error response that is complete; `badReply` for what is no HTTP. BrokenChunks.
   */
  push(bytes: Uint8Array, sink: (body: Uint8Array) => void): void {
    const body = this.#head === undefined ? this.#afterHead(bytes) : bytes;
    if (body === undefined) return;
    const take = (part: Uint8Array) => {
      this.#length += part.length;
      if (this.accepted) sink(part);
      else this.#errorBody = Buffer.concat([this.#errorBody, part.subarray(0, largestErrorBody - this.#errorBody.length)]);
    };
    if (this.#chunks !== undefined) this.#chunks.push(body, take);
    else if (body.length > 0) take(body);
    if (!this.accepted && (this.complete || this.#errorBody.length >= largestErrorBody)) this.#fail();
  }

  /**
   * To be called when the connection has ended.
   *
   * @throws DriverError for an error response; an error with the code `ECONNRESET` when the response is not complete.
   */
  finish(): void {
    if (this.#head === undefined) throw new CutOff("the connection ended before a response");
    if (!this.accepted) this.#fail();
    const closeDelimited = this.#chunks === undefined && this.#head.contentLength === undefined;
    if (this.#head.status !== 101 && !closeDelimited && !this.complete) throw new CutOff("the response is cut off");
  }

  #afterHead(bytes: Uint8Array): Uint8Array | undefined {
    this.#before = Buffer.concat([this.#before, bytes]);
    const head = parseHttpHead(this.#before);
    if (head === "broken") throw badReply(this.#what, `it is not HTTP, or its head is longer than ${longestHead} bytes`);
    if (head === undefined) return undefined;
    this.#head = head;
    if (head.chunked && head.status !== 101) this.#chunks = new ChunkedBody();
    this.#before = Buffer.alloc(0);
    return head.rest;
  }

  #fail(): never {
    throw statusError(this.#what, this.#head?.status ?? 0, new TextDecoder().decode(this.#errorBody));
  }
}
