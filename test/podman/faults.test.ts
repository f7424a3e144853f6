import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPodmanClient } from "../../src/podman/client.ts";
import { clientOf, exchange } from "../fakes/exchange.ts";
import {
  chunk,
  chunkedHead,
  cutOff,
  type FakeAnswer,
  failure,
  fakePodman,
  head,
  json,
  raw,
  stall,
  text,
} from "../fakes/fake-podman.ts";
import { info } from "../fixtures/podman-responses.ts";

const whole = JSON.stringify(info);

test.each([
  ["a status that is none", raw("HTTP/1.1 abc\r\n\r\n"), "badReply"],
  ["another protocol", raw("RTSP/1.0 200 OK\r\n\r\n"), "badReply"],
  ["a broken header", raw("HTTP/1.1 200 OK\r\nno header\r\n\r\n"), "badReply"],
  ["broken chunks", raw(`${chunkedHead}zz\r\n{}`), "badReply"],
  ["a body that is no JSON", text("<html>"), "badReply"],
  ["a JSON of another kind", json([1, 2]), "badReply"],
  ["no body", text(""), "badReply"],
  [
    "a body that is not UTF-8",
    raw(Buffer.concat([Buffer.from(head(200, { "Content-Length": "4" })), Buffer.of(34, 0xc3, 0x28, 34)])),
    "badReply",
  ],
  ["nothing, closing the connection", cutOff(""), "podmanUnreachable"],
  ["half a body", cutOff(`${head(200, { "Content-Length": String(whole.length) })}${whole.slice(0, 99)}`), "podmanUnreachable"],
  ["half a chunk", cutOff(`${chunkedHead}ff\r\n{"host":`), "podmanUnreachable"],
  ["chunks without an end", cutOff(`${chunkedHead}${chunk(whole)}`), "podmanUnreachable"],
  ["a shorter length than it sends", raw(`${head(200, { "Content-Length": "10" })}${whole}`), "badReply"],
  ["a redirect", raw(head(302, { Location: "http://elsewhere/", "Content-Length": "0" })), "podmanFailed"],
  ["an error that is a page", text("<h1>Bad\n gateway</h1>", 502), "podmanFailed"],
  ["an error without a text", text("", 500), "podmanFailed"],
] satisfies [string, FakeAnswer, string][])("a call fails in one line when Podman answers %s", async (_, answer, code) => {
  const failed = exchange(answer, (podman) => podman.system.info());
  await expect(failed).rejects.toMatchObject({
    name: "DriverError",
    code,
    recoverable: code === "podmanUnreachable",
    message: expect.stringMatching(/^Podman.*$/),
  });
});

test.each([
  ["never", stall],
  ["with half a head", raw("HTTP/1.1 200 OK\r\nContent-")],
  ["with half a body", raw(`${head(200, { "Content-Length": "100" })}{"host"`)],
] satisfies [string, FakeAnswer][])("a call ends at its bound when Podman answers %s", async (_, answer) => {
  await using fake = await fakePodman(answer);
  await expect(clientOf(fake.socketPath, 60).system.info()).rejects.toMatchObject({
    code: "timeout",
    recoverable: true,
    message: `Podman did not respond to "info" within 0.06 s on unix://${fake.socketPath}: check the Podman service, or raise client_http_timeout`,
  });
});

test("a call's own bound comes before the client's", async () => {
  await using fake = await fakePodman(stall);
  const failed = clientOf(fake.socketPath, 60_000).system.info({ timeoutMilliseconds: 40 });
  await expect(failed).rejects.toMatchObject({ code: "timeout", message: expect.stringContaining("0.04 s") });
});

test("a call is cancelled by its signal, before it and while it lasts, and by the end of the client", async () => {
  await using fake = await fakePodman(stall);
  const client = clientOf(fake.socketPath);
  await expect(client.system.info({ signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: "cancelled",
    message: "info: cancelled",
  });
  expect(fake.requests).toBeEmpty();
  await expect(client.system.info({ signal: AbortSignal.timeout(20) })).rejects.toMatchObject({ code: "cancelled" });
  const open = client.system.info();
  client.close();
  await expect(open).rejects.toMatchObject({ code: "cancelled" });
  await expect(client.system.info()).rejects.toMatchObject({ code: "cancelled" });
});

test("a socket that is not there, or no socket, is said with what to do", async () => {
  const directory = mkdtempSync(join(tmpdir(), "faults-"));
  try {
    const file = join(directory, "file");
    writeFileSync(file, "");
    const at = (path: string) => clientOf(path).system.ping();
    await expect(at(join(directory, "none"))).rejects.toMatchObject({
      code: "podmanUnreachable",
      recoverable: true,
      message: `there is no Podman socket at unix://${directory}/none: start podman.socket or correct the socket path`,
    });
    await expect(at(file)).rejects.toMatchObject({
      code: "podmanUnreachable",
      message: `Podman's socket unix://${file} does not respond: start podman.socket or podman.service`,
    });
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test("a TCP address where nobody listens is unreachable", async () => {
  const client = createPodmanClient({ socketPath: "tcp://127.0.0.1:1", requestTimeoutMilliseconds: 2000 });
  await expect(client.system.ping()).rejects.toMatchObject({ code: "podmanUnreachable", recoverable: true });
});

test.each([
  [500, "container state improper", "can only kill running containers. x is in state exited", "conflict"],
  [409, "container state improper", "can only kill running containers", "conflict"],
  [
    500,
    "that name is already in use",
    'the container name "a" is already in use by 1. that name is already in use',
    "conflict",
  ],
  [404, "no such container", "no container with name or ID", "notFound"],
  [500, "no such exec session", "no exec session with ID e found", "notFound"],
  [500, "image not known", "nope: image not known", "notFound"],
  [500, "OCI permission denied", "runc: create failed:\n  no", "podmanFailed"],
  [400, "schema: error", "Decode(): schema", "podmanFailed"],
])("status %d with %j is mapped by what it means", async (status, cause, message, code) => {
  await expect(exchange(failure(status, cause, message), (podman) => podman.containers.kill("a", 15))).rejects.toMatchObject({
    code,
    recoverable: false,
    message: `Podman: send signal 15 to container a: ${message.replace(/\s+/g, " ")}`,
  });
});

test("an error's text is bounded", async () => {
  const failed = exchange(failure(500, "x", "y".repeat(100_000)), (podman) => podman.containers.start("a"));
  await expect(failed).rejects.toMatchObject({ message: expect.stringMatching(/^.{2000,2100}…$/) });
});

test("an answer that never ends is not kept", async () => {
  await using fake = await fakePodman((socket) => {
    socket.write(chunkedHead);
    const block = chunk("x".repeat(1024 * 1024));
    const more = () => socket.writable && socket.write(block, more);
    more();
  });
  await expect(clientOf(fake.socketPath, 30_000).system.info()).rejects.toMatchObject({
    code: "badReply",
    message: expect.stringContaining("longer than 67108864 bytes"),
  });
});

test("calls that read share a connection; those that change something have one of their own", async () => {
  await using reading = await fakePodman(json(info));
  const reader = clientOf(reading.socketPath);
  for (let turn = 0; turn < 5; turn++) await reader.system.info();
  expect(reading.connections()).toBe(1);
  await using writing = await fakePodman(json(info), json({ Id: "1" }, 201));
  const writer = clientOf(writing.socketPath);
  await writer.system.info();
  for (let turn = 0; turn < 3; turn++) await writer.containers.create({ name: "a" });
  expect(writing.connections()).toBe(4);
});

test("what only reads is sent again, once, on a connection that died; what changes something is not", async () => {
  await using reading = await fakePodman(cutOff(""), json(info));
  expect((await clientOf(reading.socketPath).system.info()).host.cgroupVersion).toBe("v1");
  expect(reading.requests.length).toBe(2);
  await using writing = await fakePodman(cutOff(""), json({ Id: "1" }));
  await expect(clientOf(writing.socketPath).containers.create({ name: "a" })).rejects.toMatchObject({
    code: "podmanUnreachable",
  });
  expect(writing.requests.length).toBe(1);
});

test("a stream that its consumer leaves closes its connection", async () => {
  const closed = Promise.withResolvers<void>();
  await using fake = await fakePodman((socket) => {
    socket.on("close", () => closed.resolve());
    socket.on("end", () => closed.resolve());
    socket.write(`${chunkedHead}${chunk('{"Error":null,"Stats":[]}\n')}`);
  });
  for await (const _ of clientOf(fake.socketPath).containers.statsStream(1, new AbortController().signal)) break;
  await closed.promise;
});
