import { expect, test } from "bun:test";
import type { Clock } from "../../../src/core/clock.ts";
import { PullReport, PullTally } from "../../../src/driver/images/pull-progress.ts";
import { pullRoute } from "../../../src/driver/images/pull-route.ts";
import type { PullLayer } from "../../../src/podman/images/pull-stream.ts";

/** A report with a clock that the test turns, and what it has reported. */
function reporting() {
  let now = 1_000;
  const clock: Clock = { now: () => now, monotonic: () => now, sleep: () => Promise.resolve() };
  const reported: { text: string; notes: Readonly<Record<string, string>> }[] = [];
  const report = new PullReport("app:1", clock, (text, notes) => void reported.push({ text, notes }));
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { report, reported, pass };
}

test("progress is reported at most once in five seconds", () => {
  const { report, reported, pass } = reporting();
  for (let step = 1; step <= 120; step++) {
    pass(100);
    report.progress({ layers: 2, done: 1, bytes: step * 1_000_000 });
  }
  pass(50);
  report.done();
  expect(reported.map(({ text }) => text)).toEqual([
    "Pulling image app:1",
    "Pulling image app:1: 2 layers, 1 done, 50.0 MB so far",
    "Pulling image app:1: 2 layers, 1 done, 100.0 MB so far",
    "Pulled image app:1 in 12.1 s",
  ]);
  expect(reported[1]?.notes).toEqual({ image: "app:1", layers: "2", layers_done: "1", bytes: "50000000" });
});

test("progress is not reported before there is any, and without bytes where Podman tells none", () => {
  const { report, reported, pass } = reporting();
  pass(6_000);
  report.progress({ layers: 0, done: 0, bytes: undefined });
  report.progress({ layers: 1, done: 0, bytes: undefined });
  expect(reported.map(({ text }) => text)).toEqual(["Pulling image app:1", "Pulling image app:1: 1 layer"]);
});

const layer = (id: string, state: PullLayer["state"], bytes?: number, total?: number) => ({ id, state, bytes, total });

test("a tally adds up layers, and knows when silence is a stall", () => {
  const tally = new PullTally();
  expect(tally.reportsProgress).toBe(true);
  tally.add(layer("a", "downloading"));
  tally.add(layer("a", "downloading", 5));
  tally.add(layer("b", "downloading", 7, 10));
  expect(tally).toMatchObject({ reportsProgress: true, state: { layers: 2, done: 0, bytes: 12 } });
  tally.add(layer("b", "done", undefined, 10));
  expect(tally).toMatchObject({ reportsProgress: true, state: { layers: 2, done: 1, bytes: 15 } });
  tally.add(layer("a", "done"));
  expect(tally).toMatchObject({ reportsProgress: false, state: { layers: 2, done: 2, bytes: 15 } });
});

test.each([
  ["4.3.1", "registry.example/app:1", { policy: "always" }, "docker"],
  ["4.3.1", "registry.example/app:1", { policy: "missing" }, "docker"],
  ["4.7.2", "registry.example/app:1", { policy: "newer" }, "lines"],
  ["4.3.1", "registry.example/app:1", { policy: "always", tlsVerify: true }, "docker"],
  ["4.3.1", "registry.example/app:1", { policy: "always", tlsVerify: true, insecureRegistries: true }, "lines"],
  ["4.3.1", "registry.example/app:1", { policy: "always", insecureRegistries: true }, "docker"],
  ["4.3.1", "registry.example/app:1", { policy: "always", tlsVerify: false }, "lines"],
  ["4.3.1", "app:1", { policy: "always" }, "lines"],
  ["4.8.0", "app:1", { policy: "newer", tlsVerify: false }, "layers"],
  ["5.4.2", "registry.example/app:1", { policy: "missing" }, "layers"],
  ["", "registry.example/app:1", { policy: "newer" }, "lines"],
] as const)("Podman %p is asked for %s with %j on the route %s", (podmanVersion, reference, needs, route) => {
  expect(pullRoute(reference, { podmanVersion, insecureRegistries: false, ...needs })).toBe(route);
});
