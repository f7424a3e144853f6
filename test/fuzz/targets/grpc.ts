/** Bytes at the real gRPC server: frames with wrong flags and lengths, broken messages, unknown calls, and no HTTP/2 at all. */
import { once } from "node:events";
import { type ClientHttp2Session, connect } from "node:http2";
import { createConnection } from "node:net";
import fc from "fast-check";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { podman } from "../../../src/dialects/podman.ts";
import { grpcServer } from "../../../src/plugin/grpc-server.ts";
import { type Listener, listen } from "../../../src/plugin/listener.ts";
import { baseMethods } from "../../../src/rpc/base-service.ts";
import { driverMethods } from "../../../src/rpc/driver-methods.ts";
import { patient } from "../../lab/patience.ts";
import { driverStub } from "../../lab/plugin-client-stub.ts";
import { type Target, target } from "../target.ts";
import { damaged, text } from "../values.ts";

/** How long an answer may take, in milliseconds: a case without one is a hang. */
const limit = patient(5_000);

/**
 * Calls on one connection. After some thousands of rejected calls, whose bodies nobody reads, one that is not even a call of gRPC
 * (GET, text/html) went without an answer between Bun's own client and server; Nomad's client sends no such thing.
 */
const mostCalls = 500;

/** One server, and one connection at a time. */
class Lab {
  #calls = 0;
  #listener: Listener | undefined;
  #session: ClientHttp2Session | undefined;

  async address(): Promise<string> {
    if (this.#listener === undefined) {
      this.#listener = await listen({ TMPDIR: process.env["TMPDIR"] }, false);
      const plugin = {
        version: "0.0.0",
        driverName: "podman",
        dialect: async () => podman,
        environment: {},
        logger: silentLogger,
        driver: async () => driverStub({}),
        madeDriver: () => undefined,
      };
      this.#listener.deliver(
        grpcServer(
          plugin,
          undefined,
          () => {},
          () => {},
        ),
      ); // prettier-ignore
    }
    return this.#listener.address;
  }

  async session(): Promise<ClientHttp2Session> {
    this.#calls += 1;
    if (this.#session === undefined || this.#session.closed || this.#session.destroyed || this.#calls > mostCalls) {
      this.#calls = 0;
      this.#session?.destroy();
      const address = await this.address();
      this.#session = connect("http://localhost", { createConnection: () => createConnection(address) });
      this.#session.on("error", () => {});
    }
    return this.#session;
  }

  close(): void {
    this.#session?.destroy();
    this.#listener?.remove();
    [this.#session, this.#listener] = [undefined, undefined];
  }
}

const lab = new Lab();
const deadline = () => AbortSignal.timeout(limit);

const paths = [...Object.values(driverMethods), ...Object.values(baseMethods)].map(({ path }) => path);
const unknown = ["/", "/hashicorp.nomad.plugins.drivers.proto.Driver/Nope", "/no.Such/Thing"];
const message = Buffer.from(
  driverMethods.StopTask.requestSerialize({ taskId: "a/b/c", signal: "SIGINT", timeout: { seconds: 5 } }),
);

/** A message as gRPC frames it: whether it is compressed, its length, and itself. */
const framed = fc
  .record({
    flag: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(1, 2, 0xff) }),
    bytes: damaged(fc.constant(message)),
    extra: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constantFrom(-5, 1, 70_000_000, 0xffff_0000) },
    ),
  })
  .map(({ flag, bytes, extra }) => {
    const head = Buffer.alloc(5, flag);
    head.writeUInt32BE(Math.max(0, bytes.length + extra), 1);
    return Buffer.concat([head, bytes]);
  });

const headers = fc.record(
  {
    "grpc-encoding": fc.constantFrom("identity", "gzip", "deflate", "snappy", ""),
    "grpc-timeout": fc.constantFrom("1S", "0n", "99999999H", "-1S", "x", "1"),
    "content-type": fc.constantFrom("application/grpc", "application/grpc+json", "text/html"),
    ":method": fc.constantFrom("POST", "GET"),
  },
  { requiredKeys: [] },
);

const calls = fc.record({
  path: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...paths) }, { weight: 1, arbitrary: fc.constantFrom(...unknown) }),
  headers,
  body: fc.array(framed, { maxLength: 2 }).map((all) => Buffer.concat(all)),
});

const grpcCalls = target(
  "gRPC calls",
  calls,
  async ({ path, headers: further, body }) => {
    const session = await lab.session();
    const call = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
      ...further,
    });
    call.on("error", () => {});
    // Bun's client does not always close a stream that was answered before its end was sent.
    const answered = Promise.race(["response", "close"].map((event) => once(call, event, { signal: deadline() })));
    call.end(body);
    call.resume();
    await answered.catch(() => {
      throw new Error(`no answer within ${limit} ms`);
    });
    call.close();
  },
  { share: 0.2, close: () => lab.close() },
);

const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
const whole = fc.constantFrom(
  Buffer.concat([preface, settings]),
  Buffer.concat([preface, settings, Buffer.from([0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 1])]),
  Buffer.concat([preface, settings, Buffer.from([0, 0, 5, 1, 4, 0, 0, 0, 1, 0x83, 0x86, 0x84, 0x41, 0x00])]),
  Buffer.from("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
);
const connections = fc.oneof(
  damaged(whole),
  text.map((each) => Buffer.from(each)),
);

const rawBytes = target(
  "bytes in place of gRPC",
  connections,
  async (bytes) => {
    const socket = createConnection(await lab.address());
    socket.on("error", () => {});
    await once(socket, "connect");
    await new Promise((resolve) => socket.write(bytes, resolve));
    socket.resume();
    const closed = once(socket, "close");
    socket.end();
    await Promise.race([closed, Bun.sleep(2)]);
    socket.destroy();
    await closed;
    // The server still serves others.
    const session = await lab.session();
    const ping = Promise.withResolvers<void>();
    session.ping((error) => (error === null ? ping.resolve() : ping.reject(error)));
    const timeout = setTimeout(() => ping.reject(new Error(`no answer within ${limit} ms`)), limit);
    await ping.promise.finally(() => clearTimeout(timeout));
  },
  { share: 0.1, close: () => lab.close() },
);

export const grpcTargets: readonly Target[] = [grpcCalls, rawBytes];
