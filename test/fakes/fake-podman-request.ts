/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  /** Without the query, still encoded. */
  readonly path: string;
  /** `key=value` in the order sent, decoded. */
  readonly query: readonly string[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const emptyLine = "\r\n\r\n";

/** Reads requests off one connection; what follows an upgrade is no HTTP any more. */
export class FakeRequestReader {
  upgraded = false;
  #buffer = Buffer.alloc(0);

  push(chunk: Buffer): ReceivedRequest[] {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    const found: ReceivedRequest[] = [];
    for (let request = this.#next(); request !== undefined; request = this.#next()) found.push(request);
    return found;
  }

  /** What came after an upgrade, once. */
  surplus(): string {
    if (!this.upgraded) return "";
    const text = this.#buffer.toString();
    this.#buffer = Buffer.alloc(0);
    return text;
  }

  #next(): ReceivedRequest | undefined {
    const end = this.#buffer.indexOf(emptyLine);
    if (this.upgraded || end < 0) return undefined;
    const [requestLine = "", ...fields] = this.#buffer.toString("latin1", 0, end).split("\r\n");
    const headers = Object.fromEntries(
      fields.map((field): [string, string] => {
        const colon = field.indexOf(":");
        return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
      }),
    );
    const rest = this.#buffer.subarray(end + emptyLine.length);
    const taken = headers["transfer-encoding"] === "chunked" ? chunkedBody(rest) : plainBody(rest, headers["content-length"]);
    if (taken === undefined) return undefined;
    this.#buffer = taken.rest;
    this.upgraded = headers["upgrade"] !== undefined;
    const [method = "", target = ""] = requestLine.split(" ");
    const url = new URL(target, "http://podman");
    const query = [...url.searchParams].map(([key, value]) => `${key}=${value}`);
    return { method, path: url.pathname, query, headers, body: taken.body };
  }
}

type Taken = { readonly body: string; readonly rest: Buffer<ArrayBuffer> } | undefined;

function plainBody(bytes: Buffer<ArrayBuffer>, length: string | undefined): Taken {
  const wanted = Number(length ?? 0);
  if (bytes.length < wanted) return undefined;
  return { body: bytes.toString("utf8", 0, wanted), rest: bytes.subarray(wanted) };
}

function chunkedBody(bytes: Buffer<ArrayBuffer>): Taken {
  let body = "";
  for (let offset = 0; ; ) {
    const line = bytes.indexOf("\r\n", offset);
    if (line < 0) return undefined;
    const length = Number.parseInt(bytes.toString("latin1", offset, line), 16);
    const end = line + 2 + length;
    if (bytes.length < end + 2) return undefined;
    body += bytes.toString("utf8", line + 2, end);
    offset = end + 2;
    if (length === 0) return { body, rest: bytes.subarray(offset) };
  }
}
