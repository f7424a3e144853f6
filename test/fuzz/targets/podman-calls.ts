/** What calls of Podman's API make of a response, whatever it is. */
import { expect } from "bun:test";
import fc from "fast-check";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { containerStats } from "../../../src/podman/containers/streams.ts";
import { execsApi } from "../../../src/podman/execs/calls.ts";
import { RequestLog } from "../../../src/podman/http/request-log.ts";
import { Transport } from "../../../src/podman/http/transport.ts";
import { networksApi } from "../../../src/podman/networks/calls.ts";
import { laterRejection, type Target, target } from "../target.ts";
import { damagedText, mutated } from "../values.ts";

/** A Podman that responds to all with 200 and the same body. */
class SameResponse extends Transport {
  body = "";

  constructor() {
    super("/run/podman.sock", { kind: "unix", path: "/run/podman.sock" }, 1_000, new RequestLog(silentLogger));
  }

  override text(): Promise<string> {
    return Promise.resolve(this.body);
  }

  override async *stream(): AsyncGenerator<Uint8Array, void, undefined> {
    yield Buffer.from(this.body);
  }
}

const podman = new SameResponse();
const stats = { ContainerID: "ab", CPUNano: 3e9, CPUSystemNano: 1e9, SystemNano: 1.7e18, MemUsage: 4_000 };

const calls: readonly (readonly [response: unknown, call: () => Promise<unknown>])[] = [
  [{ subnets: [{ subnet: "10.88.0.0/16", gateway: "10.88.0.1" }], labels: { a: "b" } }, () => networksApi(podman).inspect("a")],
  [[{ name: "podman" }, { name: "a" }], () => networksApi(podman).list()],
  [{ Id: "ab" }, () => execsApi(podman).create("a", { command: ["true"], tty: false, attachStdin: false })],
  [{ Running: false, Pid: 7, ExitCode: 3 }, () => execsApi(podman).inspect("a")],
  [{ Error: null, Stats: [stats] }, readStats],
];

async function readStats(): Promise<void> {
  for await (const { containers } of containerStats(podman, 1, new AbortController().signal)) {
    for (const each of containers) expect(Object.values(each).every((value) => value !== undefined)).toBe(true);
  }
}

const cases = fc.oneof(
  ...calls.map(([response, call]) =>
    fc
      .oneof(
        mutated(response).map((value) => JSON.stringify(value) ?? ""),
        damagedText(fc.constant(JSON.stringify(response))),
      )
      .map((body) => ({ body, call })),
  ),
);

const responses = target("Podman's responses to calls", cases, async ({ body, call }) => {
  podman.body = body;
  await laterRejection(call);
});

export const podmanCallTargets: readonly Target[] = [responses];
