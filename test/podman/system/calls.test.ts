import { expect, test } from "bun:test";
import type { PodmanEvent } from "../../../src/podman/system/types.ts";
import { clientOf, exchange } from "../../fakes/exchange.ts";
import { chunk, chunkedHead, failure, fakePodman, json, lines, stall, text } from "../../fakes/fake-podman.ts";
import { containerId, event, info } from "../../fixtures/podman-responses.ts";

const base = "/v4.0.0/libpod";

test("ping reads the version from the headers", async () => {
  const { result, requests } = await exchange(text("OK", 200, { Server: "Libpod/5.4.2 (linux)" }), (podman) =>
    podman.system.ping(),
  );
  expect(result).toEqual({ version: "5.4.2" });
  expect(requests).toEqual([`GET ${base}/_ping`]);
});

test("ping takes the API's version for Podman's where the server does not say", async () => {
  expect((await exchange(text("OK"), (podman) => podman.system.ping())).result).toEqual({ version: "4.3.1" });
});

test("ping refuses a service that is no Podman", async () => {
  const docker = text("OK", 200, { "Libpod-API-Version": "" });
  await expect(exchange(docker, (podman) => podman.system.ping())).rejects.toMatchObject({
    code: "badReply",
    message: expect.stringContaining("is it Podman?"),
  });
});

test("info reads what the node is known by", async () => {
  const { result, requests } = await exchange(json(info), (podman) => podman.system.info());
  expect(requests).toEqual([`GET ${base}/info`]);
  expect(result).toEqual({
    host: {
      cgroupManager: "cgroupfs",
      cgroupVersion: "v1",
      cgroupControllers: ["cpu", "memory"],
      cpus: 2,
      networkBackend: "netavark",
      ociRuntime: { name: "runc", path: "/usr/bin/runc" },
      remoteSocket: { path: "unix:///run/podman/podman.sock" },
      security: info.host.security,
    },
    store: { graphDriverName: info.store.graphDriverName, graphRoot: info.store.graphRoot },
    insecureRegistries: false,
  });
});

test.each([
  [undefined, false],
  [null, false],
  [{ search: ["a.example"] }, false],
  [{ "a.example": { Location: "a.example", Insecure: false, Mirrors: null } }, false],
  [{ search: [], "*.a.example": { Insecure: true, Mirrors: null } }, true],
  [{ "a.example": { Insecure: false, Mirrors: [{ Location: "b.example", Insecure: true }] } }, true],
])("info with the registries %j lets some go without TLS: %p", async (registries, expected) => {
  const { result } = await exchange(json({ ...info, registries }), (podman) => podman.system.info());
  expect(result.insecureRegistries).toBe(expected);
});

test("info takes null for a runtime and a list that Podman does not have", async () => {
  const host = { ...info.host, ociRuntime: null, remoteSocket: null, cgroupControllers: null };
  const { result } = await exchange(json({ ...info, host }), (podman) => podman.system.info());
  expect(result.host).not.toHaveProperty("ociRuntime");
  expect(result.host.cgroupControllers).toEqual([]);
});

test("info refuses an answer without a cgroup version", async () => {
  const host = { ...info.host, cgroupVersion: undefined };
  await expect(exchange(json({ ...info, host }), (podman) => podman.system.info())).rejects.toMatchObject({
    code: "badReply",
    message: expect.stringContaining("host.cgroupVersion"),
  });
});

test("events asks for containers and reads exit codes only of those that died", async () => {
  const health = { ...event("health_status"), HealthStatus: "unhealthy" };
  const quiet = { Type: "container", Action: "start", Actor: { ID: containerId, Attributes: null }, time: 1795238786 };
  const answer = lines(event("start"), event("died", "137"), event("cleanup"), health, quiet);
  const seen: PodmanEvent[] = [];
  let opened = 0;
  const read = exchange(answer, async (podman) => {
    const filters = { label: ["a=b"] };
    const options = { signal: new AbortController().signal, since: 1795238786.5, filters, onOpen: () => opened++ };
    for await (const each of podman.system.events(options)) seen.push(each);
  });
  await expect(read).rejects.toMatchObject({ code: "podmanUnreachable", recoverable: true });
  expect(opened).toBe(1);
  expect(seen.map(({ action, exitCode }) => [action, exitCode])).toEqual([
    ["start", undefined],
    ["died", 137],
    ["cleanup", undefined],
    ["health_status", undefined],
    ["start", undefined],
  ]);
  expect(seen[1]).toMatchObject({ id: containerId });
  expect(seen[3]?.healthStatus).toBe("unhealthy");
});

test("events sends its filters and its start", async () => {
  await using fake = await fakePodman(lines(event("start")));
  const options = { signal: new AbortController().signal, since: 1795238786.5, filters: { label: ["a=b"] } };
  for await (const _ of clientOf(fake.socketPath).system.events(options)) break;
  expect(fake.last.query).toEqual(["stream=true", "since=1795238786.5", 'filters={"type":["container"],"label":["a=b"]}']);
});

test.each([
  ["before an answer", stall],
  [
    "in the middle of the stream",
    (socket) => void socket.write(`${chunkedHead}${chunk(`${JSON.stringify(event("start"))}\n`)}`),
  ],
] satisfies [string, typeof stall][])("events ends quietly when it is aborted %s", async (_, answer) => {
  await using fake = await fakePodman(answer);
  const signal = AbortSignal.timeout(50);
  const seen = await Array.fromAsync(clientOf(fake.socketPath).system.events({ signal }));
  expect(seen.length).toBeLessThan(2);
});

test("events is not bounded by the request timeout", async () => {
  await using fake = await fakePodman((socket) => {
    socket.write(chunkedHead);
    setTimeout(() => socket.write(chunk(`${JSON.stringify(event("start"))}\n`)), 150);
  });
  for await (const each of clientOf(fake.socketPath, 50).system.events({ signal: new AbortController().signal })) {
    expect(each.action).toBe("start");
    break;
  }
  expect.assertions(1);
});

test.each([
  ["a line that is no event", lines({ Action: 3 }), "badReply"],
  ["a filter that Podman refuses", failure(500, "filter", "\nfilter x is invalid"), "podmanFailed"],
] as const)("events fails on %s", async (_, answer, code) => {
  const signal = new AbortController().signal;
  await expect(exchange(answer, (podman) => Array.fromAsync(podman.system.events({ signal })))).rejects.toMatchObject({ code });
});
