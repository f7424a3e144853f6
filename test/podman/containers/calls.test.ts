import { expect, test } from "bun:test";
import type { PodmanClient } from "../../../src/podman/client.ts";
import { wideNumber } from "../../../src/translate/limits/wide-number.ts";
import { exchange } from "../../fakes/exchange.ts";
import { empty, failure, json } from "../../fakes/fake-podman.ts";
import { containerId, inspected, inspectedByPodman5, listed, zeroTime } from "../../fixtures/podman-responses.ts";

const base = "/v4.0.0/libpod/containers";

test("create sends the spec and answers id and warnings", async () => {
  const spec = { name: "web-1", image: "localhost/busybox:1", command: ["sleep", "600"] };
  const { result, requests, last } = await exchange(json({ Id: containerId, Warnings: ["w"] }, 201), (podman) =>
    podman.containers.create(spec),
  );
  expect(result).toEqual({ id: containerId, warnings: ["w"] });
  expect(requests).toEqual([`POST ${base}/create`]);
  expect(JSON.parse(last.body)).toEqual(spec);
  expect(last.headers["content-type"]).toBe("application/json");
});

test("create writes a number that is none of JavaScript's as it stands", async () => {
  const unlimited = wideNumber("18446744073709551615");
  const spec = { name: "a", r_limits: [{ type: "core", soft: unlimited, hard: unlimited }] };
  const { last } = await exchange(json({ Id: "1", Warnings: null }, 201), (podman) => podman.containers.create(spec));
  expect(last.body).toContain('"soft":18446744073709551615');
});

interface Row {
  readonly name: string;
  readonly call: (podman: PodmanClient) => Promise<void>;
  readonly request: string;
  readonly status: number;
}

const rows: readonly Row[] = [
  { name: "init", call: (p) => p.containers.init("a"), request: `POST ${base}/a/init`, status: 204 },
  { name: "a health check", call: (p) => p.containers.checkHealth("a"), request: `GET ${base}/a/healthcheck`, status: 200 },
  { name: "start", call: (p) => p.containers.start("a"), request: `POST ${base}/a/start`, status: 204 },
  { name: "start of a running one", call: (p) => p.containers.start("a"), request: `POST ${base}/a/start`, status: 304 },
  {
    name: "kill by name",
    call: (p) => p.containers.kill("a", "SIGHUP"),
    request: `POST ${base}/a/kill?signal=SIGHUP`,
    status: 204,
  },
  { name: "kill by number", call: (p) => p.containers.kill("a", 9), request: `POST ${base}/a/kill?signal=9`, status: 204 },
  { name: "unpause", call: (p) => p.containers.unpause("a"), request: `POST ${base}/a/unpause`, status: 204 },
  {
    name: "rename",
    call: (p) => p.containers.rename("a", "b-replaced-1"),
    request: `POST ${base}/a/rename?name=b-replaced-1`,
    status: 204,
  },
  {
    name: "a name with a slash",
    call: (p) => p.containers.start("a/../b"),
    request: `POST ${base}/a%2F..%2Fb/start`,
    status: 204,
  },
];

test.each(rows)("$name sends one request and takes $status for success", async ({ call, request, status }) => {
  expect((await exchange(empty(status), call)).requests).toEqual([request]);
});

test("inspect hides where Podman 4 and 5 differ", async () => {
  const inspect = (reply: object) => exchange(json(reply), (podman) => podman.containers.inspect("web-1"));
  const [four, five] = await Promise.all([inspect(inspected), inspect(inspectedByPodman5)]);
  expect(four.requests).toEqual([`GET ${base}/web-1/json`]);
  expect(four.result).toMatchObject({
    id: containerId,
    name: "web-1",
    labels: {},
    stopSignal: "15",
    log: { driver: "k8s-file", path: "/s/userdata/ctr.log" },
    mounts: [{ type: "bind", source: "/src", destination: "/dst" }],
  });
  expect(four.result.state).toEqual({
    status: "running",
    running: true,
    exitCode: 0,
    oomKilled: false,
    error: "",
    pid: 6250,
    conmonPid: 6240,
    startedAt: new Date("2026-11-21T05:26:26.962Z"),
    finishedAt: undefined,
    cgroupPath: `/libpod_parent/libpod-${containerId}`,
    health: undefined,
  });
  expect(four.result.networkSettings.Networks["podman"]?.GlobalIPv6Address).toBe("fd00::2");
  expect(five.result).toEqual({ ...four.result, stopSignal: "SIGTERM" });
});

test.each([
  ["none", null, undefined],
  [
    "one",
    { Test: ["CMD", "true"], Interval: 2e9, Timeout: 5e8, Retries: 3 },
    { command: ["true"], interval: 2_000, timeout: 500, retries: 3 },
  ],
  [
    "a line for a shell",
    { Test: ["CMD-SHELL", "true && true"], Interval: 2e9, Timeout: 5e8, Retries: 3 },
    { command: ["/bin/sh", "-c", "true && true"], interval: 2_000, timeout: 500, retries: 3 },
  ],
  ["one that is turned off", { Test: ["NONE"] }, undefined],
])("inspect reads the health check that a container has: %s", async (_, Healthcheck, expected) => {
  const Log = [
    { Start: "2026-11-21T05:26:27Z", End: "", ExitCode: 0, Output: "" },
    { Start: "2026-11-21T05:26:29Z", End: "", ExitCode: 1, Output: "no" },
  ];
  const State = { ...inspected.State, Health: { Status: "starting", FailingStreak: 1, Log } };
  const reply = { ...inspected, State, Config: { ...inspected.Config, Healthcheck } };
  const { result } = await exchange(json(reply), (podman) => podman.containers.inspect("a"));
  expect(result.healthCheck).toEqual(expected);
  expect(result.state.health?.lastCheck).toEqual({ startedAt: "2026-11-21T05:26:29Z", output: "no" });
});

test("inspect reads a health check's state, and a state it does not know", async () => {
  const State = { ...inspected.State, Status: "hibernating", Health: { Status: "unhealthy", FailingStreak: 3 } };
  const { result } = await exchange(json({ ...inspected, State }), (podman) => podman.containers.inspect("a"));
  expect(result.state).toMatchObject({ status: "unknown", health: { status: "unhealthy", failingStreak: 3 } });
});

test.each([
  ["no id", { ...inspected, Id: "" }, "Id"],
  ["no state", { ...inspected, State: undefined }, "State"],
  ["a state without a status", { ...inspected, State: { Running: true } }, "State.Status"],
  ["an exit code that is a text", { ...inspected, State: { ...inspected.State, ExitCode: "7" } }, "State.ExitCode"],
  ["a list", [], "Id"],
])("inspect refuses %s and names the field", async (_, reply, path) => {
  await expect(exchange(json(reply), (podman) => podman.containers.inspect("a"))).rejects.toMatchObject({
    code: "badReply",
    message: expect.stringContaining(`inspect container a: unexpected response: ${path}: `),
  });
});

test("list asks for all states by label", async () => {
  const { result, requests } = await exchange(json([listed, { Id: "2", Created: 1795238786 }]), (podman) =>
    podman.containers.list(["x=1", "y"]),
  );
  expect(requests).toEqual([`GET ${base}/json?all=true&filters={"label":["x=1","y"]}`]);
  expect(result).toEqual([
    { id: containerId, names: ["web-1"], status: "running", labels: {}, createdAt: new Date("2026-11-21T05:26:26.818Z") },
    { id: "2", names: [], status: "unknown", labels: {}, createdAt: new Date(1795238786_000) },
  ]);
});

test("list takes null for none, and Go's zero time for no time", async () => {
  expect((await exchange(json(null), (podman) => podman.containers.list([]))).result).toEqual([]);
  const { result } = await exchange(json([{ ...listed, Created: zeroTime }]), (podman) => podman.containers.list([]));
  expect(result[0]?.createdAt).toBeUndefined();
});

test("inspect tries again while the container's process is ending", async () => {
  const ending = failure(500, "no such process", "read /proc/19005/cgroup: no such process");
  const { requests, result } = await exchange([ending, ending, json(inspected)], (podman) => podman.containers.inspect("a"));
  expect(requests).toHaveLength(3);
  expect(result.id).toBe(containerId);
  const always = exchange(ending, (podman) => podman.containers.inspect("a"));
  await expect(always).rejects.toMatchObject({ code: "podmanFailed", message: expect.stringMatching(/: no such process$/) });
});

const busy = failure(500, "device or resource busy", "unmounting /dev/shm: device or resource busy");
const removal = `DELETE ${base}/a?force=true&volumes=true&ignore=true&timeout=0`;

test("remove forces, takes the volumes and tries again while Podman is busy", async () => {
  const { requests } = await exchange([busy, json([])], (podman) => podman.containers.remove("a"));
  expect(requests).toEqual([removal, removal]);
});

test.each([
  ["missing", failure(404, "no such container")],
  ["missing by its text only", failure(500, "no such container", "no container with name or ID")],
])("remove takes a container that is %s for removed", async (_, answer) => {
  expect((await exchange(answer, (podman) => podman.containers.remove("a"))).requests).toEqual([removal]);
});

test("remove gives up after four tries with Podman's reason", async () => {
  let tries = 0;
  const counted: typeof busy = (socket, request) => {
    tries += 1;
    busy(socket, request);
  };
  await expect(exchange(counted, (podman) => podman.containers.remove("a"))).rejects.toMatchObject({
    code: "podmanFailed",
    message: "Podman: remove container a: unmounting /dev/shm: device or resource busy",
  });
  expect(tries).toBe(4);
});

test("remove does not try again while other containers share the container's namespaces", async () => {
  const message = "container 67c6 has dependent containers which must be removed before it: 855a: container already exists";
  const inUse = failure(500, "container already exists", message);
  const { requests } = await exchange([inUse, json([])], (podman) => podman.containers.remove("a").catch(() => {}));
  expect(requests).toHaveLength(1);
});

test("remove stops trying when it is cancelled", async () => {
  const signal = AbortSignal.timeout(20);
  await expect(exchange(busy, (podman) => podman.containers.remove("a", { signal }))).rejects.toMatchObject({
    code: "cancelled",
  });
});
