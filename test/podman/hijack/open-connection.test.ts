import { expect, test } from "bun:test";
import type { Socket } from "node:net";
import type { ExecConnection } from "../../../src/podman/hijack/connection.ts";
import { clientOf } from "../../fakes/exchange.ts";
import { cutOff, type FakeAnswer, failure, fakePodman, head, raw, stall } from "../../fakes/fake-podman.ts";

const upgraded = head(101, { "Content-Type": "application/vnd.docker.raw-stream", Connection: "Upgrade", Upgrade: "tcp" });

function frame(kind: number, payload: string | Uint8Array): Buffer {
  const bytes = Buffer.from(payload);
  const header = Buffer.from([kind, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
}

/** Takes the connection over and sends the pieces, then says that the process has ended. */
function session(...pieces: readonly (string | Buffer)[]): FakeAnswer {
  return (socket) => {
    socket.write(upgraded);
    for (const piece of pieces) socket.write(piece);
    socket.end();
  };
}

const start = (socketPath: string, options = {}) => clientOf(socketPath).execs.start("e1", { tty: false, ...options });

async function textOf(connection: ExecConnection): Promise<{ stdout: string; stderr: string }> {
  const all = { stdout: "", stderr: "" };
  for await (const { stream, data } of connection.output) all[stream] += Buffer.from(data).toString();
  return all;
}

test("start asks for an upgrade and splits the streams", async () => {
  await using fake = await fakePodman(session(frame(1, "out"), frame(2, "err"), frame(1, "more")));
  expect(await textOf(await start(fake.socketPath))).toEqual({ stdout: "outmore", stderr: "err" });
  expect(fake.last).toMatchObject({
    method: "POST",
    path: "/v4.0.0/libpod/exec/e1/start",
    headers: { connection: "Upgrade", upgrade: "tcp", "content-type": "application/json" },
    body: '{"Detach":false,"Tty":false}',
  });
});

test("start with a terminal sends its size and reads raw bytes", async () => {
  await using fake = await fakePodman(session("\x01raw"));
  const connection = await start(fake.socketPath, { tty: true, size: { height: 33, width: 99 } });
  expect(await textOf(connection)).toEqual({ stdout: "\x01raw", stderr: "" });
  expect(JSON.parse(fake.last.body)).toEqual({ Detach: false, Tty: true, h: 33, w: 99 });
});

test("a head and frames that come byte by byte are put together", async () => {
  await using fake = await fakePodman(async (socket) => {
    for (const byte of Buffer.concat([Buffer.from(upgraded), frame(2, "slow")])) {
      socket.write(Buffer.of(byte));
      await new Promise(setImmediate);
    }
    socket.end();
  });
  expect(await textOf(await start(fake.socketPath))).toEqual({ stdout: "", stderr: "slow" });
});

test("a service that ignores the upgrade and answers 200 is read as well", async () => {
  await using fake = await fakePodman((socket) => void socket.end(Buffer.concat([Buffer.from(head(200)), frame(1, "out")])));
  expect(await textOf(await start(fake.socketPath))).toEqual({ stdout: "out", stderr: "" });
});

test.each([
  ["chunks", head(200, { "Transfer-Encoding": "chunked" }), "5\r\n\x01\0\0\0\0\r\n6;x=y\r\n\0\0\x03out\r\n0\r\nA: b\r\n\r\n"],
  ["a known length", head(200, { "Content-Length": "11" }), "\x01\0\0\0\0\0\0\x03out"],
])("a body of %s ends by itself, though the connection stays open", async (_, header, body) => {
  await using fake = await fakePodman((socket) => {
    for (const byte of Buffer.from(header + body)) socket.write(Buffer.of(byte));
  });
  expect(await textOf(await start(fake.socketPath))).toEqual({ stdout: "out", stderr: "" });
});

test("write keeps the order of chunks that nobody waits for, and endInput comes after them", async () => {
  const half = Promise.withResolvers<void>();
  await using fake = await fakePodman((socket) => {
    socket.write(upgraded);
    socket.on("end", () => half.resolve());
  });
  const connection = await start(fake.socketPath);
  const chunks = Array.from({ length: 40 }, (_, index) => String.fromCharCode(97 + (index % 26)).repeat(50_000));
  for (const each of chunks) void connection.write(Buffer.from(each));
  connection.endInput();
  await half.promise;
  expect(fake.input() === chunks.join("")).toBe(true);
  connection.close();
});

test("output after the input's end still comes", async () => {
  await using fake = await fakePodman((socket) => {
    socket.write(upgraded);
    socket.on("end", () => socket.end(frame(1, "late")));
  });
  const connection = await start(fake.socketPath);
  connection.endInput();
  expect(await textOf(connection)).toEqual({ stdout: "late", stderr: "" });
});

/** Sends frames for as long as the other side takes them. */
function flood(socket: Socket, taken: { bytes: number }): void {
  const block = frame(1, new Uint8Array(65_536));
  socket.write(upgraded);
  const more = () => {
    while (socket.writable) {
      taken.bytes += block.length;
      if (!socket.write(block)) return void socket.once("drain", more);
    }
  };
  more();
}

test("output that nobody reads stops its source, and comes whole when it is read", async () => {
  const sent = { bytes: 0 };
  await using fake = await fakePodman((socket) => flood(socket, sent));
  const connection = await start(fake.socketPath);
  // Until the kernel's buffers and ours are full and the number stands still.
  for (let before = -1; before !== sent.bytes; ) {
    before = sent.bytes;
    await Bun.sleep(100);
  }
  expect(sent.bytes).toBeLessThan(8 * 1024 * 1024);
  let read = 0;
  for await (const { data } of connection.output) {
    read += data.length;
    if (read > 32 * 1024 * 1024) break;
  }
  connection.close();
  expect(sent.bytes).toBeGreaterThan(32 * 1024 * 1024);
});

test("write waits for a peer that does not read", async () => {
  await using fake = await fakePodman((socket) => {
    socket.write(upgraded);
    socket.pause();
  });
  const connection = await start(fake.socketPath);
  let written = 0;
  const writing = (async () => {
    for (;;) {
      await connection.write(new Uint8Array(65_536));
      written += 65_536;
    }
  })();
  for (let before = -1; before !== written; ) {
    before = written;
    await Bun.sleep(100);
  }
  expect(written).toBeLessThan(4 * 1024 * 1024);
  connection.close();
  await expect(writing).rejects.toMatchObject({ code: "conflict", message: "start exec session e1: the connection is closed" });
});

test.each([
  ["an exec session that is not there", failure(404, "no such exec session"), "notFound"],
  ["a container that is not running", failure(409, "container state improper", "container is not running"), "conflict"],
  ["what is no HTTP", raw("hello there, this is no HTTP\r\n\r\n"), "badReply"],
  ["a status that is none", raw("HTTP/1.1 abc\r\n\r\n"), "badReply"],
  ["a head without an end", raw(`HTTP/1.1 101 Upgraded\r\nX: ${"y".repeat(20_000)}`), "badReply"],
  ["a refusal in chunks", raw(`${head(500, { "Transfer-Encoding": "chunked" })}4\r\nboom\r\n0\r\n\r\n`), "podmanFailed"],
  ["a head that is cut off", cutOff("HTTP/1.1 101 Upg"), "podmanUnreachable"],
  ["nothing but a closed connection", cutOff(""), "podmanUnreachable"],
  ["an error page without a length", cutOff(`${head(500)}boom`), "podmanFailed"],
] satisfies [string, FakeAnswer, string][])("start fails on %s", async (_, answer, code) => {
  await using fake = await fakePodman(answer);
  await expect(start(fake.socketPath)).rejects.toMatchObject({ name: "DriverError", code });
});

test("start reads a refusal whole, though it comes in parts", async () => {
  const reply = JSON.stringify({ cause: "c", message: "the whole reason", response: 500 });
  await using fake = await fakePodman((socket) => {
    socket.write(`${head(500, { "Content-Length": String(reply.length) })}${reply.slice(0, 20)}`);
    setTimeout(() => socket.write(reply.slice(20)), 20);
  });
  await expect(start(fake.socketPath)).rejects.toMatchObject({ message: "Podman: start exec session e1: the whole reason" });
});

test.each([
  ["bytes that are no frame", session("this is no frame"), "badReply"],
  ["an end inside a frame", session(frame(1, "whole"), frame(1, "half").subarray(0, 10)), "badReply"],
  [
    "chunks that are cut off",
    cutOff(`${head(200, { "Transfer-Encoding": "chunked" })}9\r\n\x01\0\0\0\0\0\0\x01x\r\n`),
    "podmanUnreachable",
  ],
  [
    "a known length that is cut off",
    cutOff(`${head(200, { "Content-Length": "99" })}\x01\0\0\0\0\0\0\x01x`),
    "podmanUnreachable",
  ],
  ["broken chunks", raw(`${head(200, { "Transfer-Encoding": "chunked" })}1\r\n\x01\r\nzz\r\n`), "badReply"],
  ["an error of Podman", session(frame(3, "conmon is gone")), "podmanFailed"],
] satisfies [string, FakeAnswer, string][])("output fails on %s", async (_, answer, code) => {
  await using fake = await fakePodman(answer);
  await expect(textOf(await start(fake.socketPath))).rejects.toMatchObject({ code });
});

test("start ends at the client's bound when Podman does not answer", async () => {
  await using fake = await fakePodman(stall);
  const started = clientOf(fake.socketPath, 50).execs.start("e1", { tty: false });
  await expect(started).rejects.toMatchObject({ code: "timeout", recoverable: true });
});

test("a session outlives the client's bound", async () => {
  await using fake = await fakePodman((socket) => {
    socket.write(upgraded);
    setTimeout(() => socket.end(frame(1, "late")), 120);
  });
  const connection = await clientOf(fake.socketPath, 50).execs.start("e1", { tty: false });
  expect((await textOf(connection)).stdout).toBe("late");
});

test("a signal cancels the start and the session, and closes the connection", async () => {
  await using silent = await fakePodman(stall);
  await expect(start(silent.socketPath, { signal: AbortSignal.timeout(20) })).rejects.toMatchObject({ code: "cancelled" });
  await expect(start(silent.socketPath, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "cancelled" });
  const closed = Promise.withResolvers<void>();
  await using open = await fakePodman((socket) => {
    socket.on("close", () => closed.resolve());
    socket.on("end", () => closed.resolve());
    socket.write(upgraded);
  });
  const abort = new AbortController();
  const connection = await start(open.socketPath, { signal: abort.signal });
  abort.abort();
  await expect(textOf(connection)).rejects.toMatchObject({ code: "cancelled" });
  await closed.promise;
});

test("closing the client ends its sessions", async () => {
  await using fake = await fakePodman(raw(upgraded));
  const client = clientOf(fake.socketPath);
  const connection = await client.execs.start("e1", { tty: false });
  client.close();
  await expect(textOf(connection)).rejects.toMatchObject({ code: "cancelled" });
});

test("start says that there is no socket", async () => {
  await expect(start("/nonexistent/podman.sock")).rejects.toMatchObject({
    code: "podmanUnreachable",
    message: expect.stringContaining("there is no Podman socket at unix:///nonexistent/podman.sock"),
  });
});
