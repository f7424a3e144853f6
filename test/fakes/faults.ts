import type { Socket } from "node:net";

/** One way in which a response can go wrong. */
export interface Fault {
  readonly name: string;
  /** Podman gets the request and carries it out; what is done with its response is the fault. */
  readonly carriedOut: boolean;
  /** The caller has to succeed as if nothing had happened. */
  readonly harmless: boolean;
  /** Only the caller's own bound ends the call. */
  readonly isEndless?: true;
  /** @param reply Podman's response, head and body without chunks; empty when the request was not carried out */
  act(client: Socket, reply: Reply, proxy: { refuse(milliseconds: number): void }): void;
}

/** A response of Podman's. */
export interface Reply {
  readonly head: string;
  readonly body: Buffer;
  /** More of it follows. */
  readonly goesOn: boolean;
}

/** Well below the bound of a call. */
export const slowMilliseconds = 300;
const before = { carriedOut: false, harmless: false } as const;
const after = { carriedOut: true, harmless: false } as const;
const page = "<html><h1>Bad gateway</h1></html>";

/** Everything that a service, or what stands in front of it, can do to a response. */
export const faults: readonly [Fault, ...Fault[]] = [
  { ...before, name: "closed before the request", act: (client) => client.destroy() },
  {
    ...before,
    name: "refused for a moment",
    act: (client, _, proxy) => {
      proxy.refuse(slowMilliseconds);
      client.destroy();
    },
  },
  { ...before, name: "never", isEndless: true, act: () => undefined },
  {
    ...before,
    name: "500 in Podman's words",
    act: (client) => client.write(whole(500, JSON.stringify({ cause: "x", message: "database is locked", response: 500 }))),
  },
  { ...before, name: "500 with a page", act: (client) => client.write(whole(500, page)) },
  { ...before, name: "500 with nothing", act: (client) => client.write(whole(500, "")) },
  {
    ...before,
    name: "endless headers",
    isEndless: true,
    act: (client) => endless(client, "HTTP/1.1 200 OK\r\n", `X-More: ${"x".repeat(1000)}\r\n`),
  },
  {
    ...before,
    name: "endless body",
    act: (client) =>
      endless(client, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", `10000\r\n${" ".repeat(65_536)}\r\n`),
  },
  {
    ...after,
    harmless: true,
    name: "slow",
    act: (client, reply) => void setTimeout(() => client.write(again(reply)), slowMilliseconds),
  },
  {
    ...after,
    harmless: true,
    name: "unknown fields",
    act: (client, reply) => client.write(again(reply, withMoreFields(reply.body))),
  },
  {
    ...after,
    name: "fields missing",
    act: (client, reply) => client.write(again(reply, isArray(reply.body) ? "[{}]\n" : "{}\n")),
  },
  { ...after, name: "another type", act: (client, reply) => client.write(again(reply, isArray(reply.body) ? "{}\n" : "[]\n")) },
  {
    ...after,
    name: "broken JSON",
    act: (client, reply) => client.write(again(reply, reply.body.toString("utf8", 0, reply.body.length / 2))),
  },
  { ...after, name: "closed after it was carried out", act: (client) => client.destroy() },
  { ...after, name: "no response after it was carried out", isEndless: true, act: () => undefined },
  { ...after, name: "502 with a page after it was carried out", act: (client) => client.write(whole(502, page)) },
  { ...after, name: "cut in its head", act: (client, { head }) => cut(client, head.slice(0, head.length / 2)) },
  {
    ...after,
    name: "cut in its body",
    act: (client, { head, body }) =>
      cut(client, `${headWith(head, `Content-Length: ${body.length + 1}`)}${body.toString("utf8", 0, body.length / 2)}`),
  },
  {
    ...after,
    name: "cut in a chunk",
    act: (client, { head, body }) =>
      cut(client, `${headWith(head, "Transfer-Encoding: chunked")}ffff\r\n${body.toString("utf8", 0, body.length / 2)}`),
  },
];

function whole(status: number, body: string): string {
  return `HTTP/1.1 ${status} Status\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function cut(client: Socket, text: string): void {
  client.write(text, () => client.destroy());
}

/** The same response, with another body where it has one. */
function again({ head, body, goesOn }: Reply, text: string | Buffer = body): Buffer {
  // 204 and 304 have no body, 101 no length.
  if (body.length === 0 || / 101 /.test(head)) return Buffer.concat([Buffer.from(head), body]);
  const bytes = Buffer.from(text);
  if (goesOn) {
    const size = `${bytes.length.toString(16)}\r\n`;
    return Buffer.concat([Buffer.from(`${headWith(head, "Transfer-Encoding: chunked")}${size}`), bytes, Buffer.from("\r\n")]);
  }
  return Buffer.concat([Buffer.from(headWith(head, `Content-Length: ${bytes.length}`)), bytes]);
}

function headWith(head: string, field: string): string {
  const kept = head.split("\r\n").filter((line) => line !== "" && !/^(content-length|transfer-encoding):/i.test(line));
  return `${[...kept, field].join("\r\n")}\r\n\r\n`;
}

function isArray(body: Buffer): boolean {
  return body.toString("utf8", 0, 1) === "[";
}

/** A later version's: a field more in each object at the top, line by line. */
function withMoreFields(body: Buffer): string {
  return body
    .toString()
    .replace(/^(\[?)\{(?=")/gm, '$1{"LaterField":{"Deep":[1,null]},"laterText":"x",')
    .replace(/^(\[?)\{\}/gm, '$1{"LaterField":null}');
}

function endless(client: Socket, first: string, more: string): void {
  client.write(first);
  const next = () => void (client.writable && client.write(more, () => setImmediate(next)));
  next();
}
