import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeRequestReader, type ReceivedRequest } from "./fake-podman-request.ts";

/** What a fake does with one request: any bytes, at any time, or nothing at all. */
export type FakeAnswer = (connection: Socket, request: ReceivedRequest) => void;

/** A Podman that says what it is told to say, over HTTP on a unix socket; it can lie, stall and break off. */
export interface FakePodman extends AsyncDisposable {
  readonly socketPath: string;
  /** All requests so far. */
  readonly requests: readonly ReceivedRequest[];
  /** The last one. */
  readonly last: ReceivedRequest;
  /** How many connections were made. */
  readonly connections: () => number;
  /** What arrived on a connection after its request: the input of a hijacked one. */
  readonly input: () => string;
}

/** Starts a fake that answers every request alike, or with the answers in turn (the last one again and again). */
export async function fakePodman(...answers: readonly [FakeAnswer, ...FakeAnswer[]]): Promise<FakePodman> {
  const directory = mkdtempSync(join(tmpdir(), "fake-podman-"));
  const socketPath = join(directory, "s");
  const requests: ReceivedRequest[] = [];
  const open = new Set<Socket>();
  let connections = 0;
  let input = "";
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    connections += 1;
    open.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => open.delete(socket));
    const reader = new FakeRequestReader();
    socket.on("data", (chunk: Buffer) => {
      for (const request of reader.push(chunk)) {
        requests.push(request);
        (answers[requests.length - 1] ?? answers[answers.length - 1])?.(socket, request);
      }
      input += reader.surplus();
    });
    socket.on("end", () => reader.upgraded || socket.end());
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    requests,
    get last() {
      const request = requests.at(-1);
      if (request === undefined) throw new Error("the fake Podman was not asked anything");
      return request;
    },
    connections: () => connections,
    input: () => input,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Answers with JSON, as Podman does. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): FakeAnswer {
  return text(JSON.stringify(value), status, { "Content-Type": "application/json", ...headers });
}

/** Answers with a body of known length. */
export function text(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): FakeAnswer {
  const all = { "Content-Length": String(Buffer.byteLength(body)), "Libpod-API-Version": "4.3.1", ...headers };
  return raw(`${head(status, all)}${body}`);
}

/** Answers without a body, as 204 and 304 have none. */
export function empty(status: number, headers: Readonly<Record<string, string>> = {}): FakeAnswer {
  return raw(head(status, status === 204 || status === 304 ? headers : { "Content-Length": "0", ...headers }));
}

/** Podman's error. */
export function failure(status: number, cause: string, message: string = cause): FakeAnswer {
  return json({ cause, message, response: status }, status);
}

/** Answers with lines of JSON, one chunk each, and ends the stream. */
export function lines(...values: readonly unknown[]): FakeAnswer {
  return (socket) => {
    socket.write(chunkedHead);
    for (const value of values) socket.write(chunk(`${JSON.stringify(value)}\n`));
    socket.write("0\r\n\r\n");
  };
}

/** Sends exactly these bytes. */
export function raw(bytes: string | Uint8Array): FakeAnswer {
  return (socket) => void socket.write(bytes);
}

/** Sends these bytes and closes the connection. */
export function cutOff(bytes: string | Uint8Array): FakeAnswer {
  return (socket) => void socket.write(bytes, () => socket.destroy());
}

/** Says nothing, ever. */
export const stall: FakeAnswer = () => {};

/** The beginning of an answer in chunks. */
export const chunkedHead = head(200, { "Transfer-Encoding": "chunked" });

/** One chunk. */
export function chunk(bytes: string): string {
  return `${Buffer.byteLength(bytes).toString(16)}\r\n${bytes}\r\n`;
}

/** The head of an answer. */
export function head(status: number, headers: Readonly<Record<string, string>> = {}): string {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${fields.join("")}\r\n`;
}
