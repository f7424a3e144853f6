import { expect, test } from "bun:test";
import { clientOf, exchange } from "../../fakes/exchange.ts";
import {
  chunk,
  chunkedHead,
  cutOff,
  empty,
  type FakeAnswer,
  fakePodman,
  head,
  json,
  lines,
  raw,
} from "../../fakes/fake-podman.ts";

const signal = new AbortController().signal;
const base = "/v4.0.0/libpod/containers";

const sample = {
  ContainerID: "a1",
  Name: "web-1",
  PerCPU: [1, 2],
  CPUNano: 24066887,
  CPUSystemNano: 8000000,
  SystemNano: 1795238787178219000,
  MemUsage: 651264,
  MemLimit: 25276510208,
  NetInput: 266,
  NetOutput: 254,
  BlockInput: 1,
  BlockOutput: 2,
  PIDs: 1,
};

const figures = {
  id: "a1",
  cpuNanoseconds: 24066887,
  cpuSystemNanoseconds: 8000000,
  sampledNanoseconds: 1795238787178219000,
  memoryUsage: 651264,
};

test("statsStream asks for all containers and reads what Podman 4 and 5 say", async () => {
  const { NetInput, NetOutput, ...rest } = sample;
  const five = { ...rest, Network: { eth0: { RxBytes: NetInput, TxBytes: NetOutput } } };
  const { result, requests } = await exchange(
    lines({ Error: null, Stats: [sample] }, { Error: null, Stats: [five] }, { Error: null, Stats: null }),
    (podman) => Array.fromAsync(podman.containers.statsStream(2, signal)),
  );
  expect(requests).toEqual([`GET ${base}/stats?stream=true&interval=2`]);
  expect(result).toEqual([{ containers: [figures] }, { containers: [figures] }, { containers: [] }]);
});

test.each([
  ["an error without a text", { Error: {}, Stats: null }, "it gave up without a reason"],
  ["a panic of its handler", { cause: "runtime error: invalid memory address", response: 500 }, "invalid memory address"],
])("statsStream fails on %s although the status is 200", async (_, line, message) => {
  await expect(
    exchange(lines(line), (podman) => Array.fromAsync(podman.containers.statsStream(1, signal))),
  ).rejects.toMatchObject({ code: "podmanFailed", message: expect.stringContaining(message) });
});

const frame = (kind: number, text: string) => `${String.fromCharCode(kind, 0, 0, 0, 0, 0, 0, text.length)}${text}`;

test("logs splits the streams, in frames that cross chunks", async () => {
  const whole = `${frame(1, "out\n")}${frame(2, "err\n")}${frame(1, "more")}`;
  const answer = raw(
    `${chunkedHead}${chunk(whole.slice(0, 10))}${chunk(whole.slice(10, 17))}${chunk(whole.slice(17))}${chunk("")}`,
  );
  const { result, requests } = await exchange(answer, async (podman) => {
    const text = { stdout: "", stderr: "" };
    const since = "2026-11-21T05:26:26.818135397Z";
    for await (const { stream, data } of podman.containers.logs("a", { signal, follow: true, since, timestamps: true })) {
      text[stream] += new TextDecoder().decode(data);
    }
    return text;
  });
  expect(result).toEqual({ stdout: "out\nmore", stderr: "err\n" });
  expect(requests).toEqual([
    `GET ${base}/a/logs?follow=true&stdout=true&stderr=true&since=2026-11-21T05:26:26.818135397Z&timestamps=true`,
  ]);
});

test("logs that end inside a frame are a bad reply", async () => {
  const answer = raw(`${head(200, { "Content-Length": "10" })}${frame(1, "four").slice(0, 10)}`);
  await expect(
    exchange(answer, (podman) => Array.fromAsync(podman.containers.logs("a", { signal, follow: false }))),
  ).rejects.toMatchObject({ code: "badReply", message: expect.stringContaining("inside a frame") });
});

test("logs that are cut off between two frames have not ended", async () => {
  const answer = cutOff(`${chunkedHead}${chunk(frame(1, "out\n"))}`);
  await expect(
    exchange(answer, (podman) => Array.fromAsync(podman.containers.logs("a", { signal, follow: true }))),
  ).rejects.toMatchObject({ code: "podmanUnreachable", recoverable: true });
});

test("300 logs that are followed leave room for other calls", async () => {
  const answer: FakeAnswer = (socket, request) => {
    if (request.path.endsWith("/logs")) socket.write(chunkedHead);
    else empty(204)(socket, request);
  };
  await using fake = await fakePodman(answer);
  const client = clientOf(fake.socketPath, 10_000);
  const followed = Array.from({ length: 300 }, () =>
    Array.fromAsync(client.containers.logs("a", { signal, follow: true })).catch((error: unknown) => error),
  );
  while (fake.requests.length < 300) await Bun.sleep(5);
  await client.containers.start("a");
  client.close();
  expect(await Promise.all(followed)).toHaveLength(300);
});

test("a stream whose first answer is an error fails with Podman's reason", async () => {
  const answer = json({ cause: "no such container", message: "no container x", response: 404 }, 404);
  await expect(
    exchange(answer, (podman) => Array.fromAsync(podman.containers.logs("x", { signal, follow: true }))),
  ).rejects.toMatchObject({ code: "notFound", message: "Podman: follow the log of container x: no container x" });
});
