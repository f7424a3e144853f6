import { afterAll, expect, test } from "bun:test";
import { createLogCollector } from "../../../src/driver/logs/collector.ts";
import { StatsSampler } from "../../../src/driver/stats/sampler.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { LoggedLines, LogPlace, readToEnd } from "./fixtures.ts";

const service = await startPodmanService();
const client = createPodmanClient({ socketPath: `unix://${service.socketPath}`, requestTimeoutMilliseconds: 60_000 });

afterAll(() => client.close());

async function start(name: string, line: string, secrets?: string) {
  const { id } = await client.containers.create({
    name: `${name}-${process.pid}-${crypto.randomUUID().slice(0, 8)}`,
    image: service.image,
    command: ["sh", "-c", line],
    netns: { nsmode: "host" },
    ...(secrets === undefined ? {} : { mounts: [{ type: "bind", source: secrets, destination: "/secrets", options: [] }] }),
    log_configuration: { driver: "k8s-file" },
  });
  await client.containers.start(id);
  return client.containers.inspect(id);
}

test.each([
  ["both streams", "echo out; echo err >&2", "out\n", "err\n"],
  ["no newline at the end", "printf out; printf err >&2", "out", "err"],
  ["single bytes", "for c in a b c d e; do printf $c; done", "abcde", ""],
  ["binary", "printf '\\000\\377\\n\\r\\n\\001'", Buffer.from([0, 255, 10, 13, 10, 1]), ""],
  [
    "lines of a megabyte",
    "for i in 1 2 3; do head -c 1000000 /dev/zero | tr '\\0' x; echo; done",
    `${"x".repeat(1e6)}\n`.repeat(3),
    "",
  ],
  ["many lines", "seq 1 20000", Array.from({ length: 20_000 }, (_, line) => `${line + 1}\n`).join(""), ""],
] as const)(
  "a container's output arrives as it was written: %s",
  async (_, line, out, err) => {
    using place = new LogPlace();
    const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
    const container = await start("log", line, place.secrets);
    const logger = new LoggedLines();
    const { attach } = createLogCollector({ logger, clock: systemClock, positionDirectory: place.positionDirectory });
    const session = attach(place.task({ containerId: container.id, logPath: container.log.path }));
    await service.podman("wait", container.id);
    await session.finish();
    const [gotOut, gotErr] = await read;
    expect(gotOut.equals(Buffer.from(out))).toBe(true);
    expect(gotErr.equals(Buffer.from(err))).toBe(true);
    expect(logger.lines).toEqual([]);
    await client.containers.remove(container.id);
  },
  60_000,
);

test("the stats sampler sees what a container holds", async () => {
  const bytes = 30_000_000;
  const container = await start("stats", `x=$(head -c ${bytes} /dev/zero | tr '\\0' x); while :; do :; done`);
  const cancel = new AbortController();
  const sampler = new StatsSampler({
    clock: systemClock,
    logger: new LoggedLines(),
    node: () => ({ usableCores: 2, totalCompute: 5_000 }),
    interval: (wanted) => wanted,
  });
  const task = { containerId: container.id, pid: () => container.state.pid, containers: client.containers };
  for await (const { cpu, memory } of sampler.subscribe(task, 200, cancel.signal)) {
    if ((memory.rss ?? 0) < bytes || (cpu.userMode ?? 0) === 0) continue;
    // The shell holds the value at most three times while it is assigned.
    expect(memory.rss).toBeLessThan(4 * bytes);
    expect(memory.usage).toBeGreaterThanOrEqual(memory.rss ?? Number.NaN);
    expect(cpu.totalTicks).toBeCloseTo(((cpu.percent ?? Number.NaN) / 100) * 2_500);
    cancel.abort();
  }
  await client.containers.remove(container.id);
}, 60_000);
