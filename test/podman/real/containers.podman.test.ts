import { afterAll, expect, test } from "bun:test";
import { isDriverError } from "../../../src/core/errors.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import type { PodmanEvent } from "../../../src/podman/system/types.ts";
import { isAtLeast } from "../../../src/translate/input/version.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

const label = `test.run=${crypto.randomUUID()}`;
let names = 0;

const service = await startPodmanService();
const podman = createPodmanClient({ socketPath: `unix://${service.socketPath}`, requestTimeoutMilliseconds: 60_000 });

const { version } = await podman.system.ping();
/** The head of the event stream comes with the first event. */
const headComesLate = isAtLeast(version, "5.1.0") && !isAtLeast(version, "5.3.0");

afterAll(async () => {
  for (const { id } of await podman.containers.list([label])) await podman.containers.remove(id);
  podman.close();
});

/** Creates a container that runs the line in a shell. */
async function create(line: string, extra: object = {}): Promise<string> {
  const [key = "", value = ""] = label.split("=");
  const spec = {
    name: `containers-${process.pid}-${++names}`,
    image: service.image,
    command: ["sh", "-c", line],
    labels: { [key]: value },
    netns: { nsmode: "host" },
    ...extra,
  };
  return (await podman.containers.create(spec)).id;
}

async function started(line: string, extra: object = {}): Promise<string> {
  const id = await create(line, extra);
  await podman.containers.start(id);
  return id;
}

/** The container's state once it runs no more. */
async function ended(id: string) {
  const { signal } = new AbortController();
  const { state } = await podman.containers.inspect(id);
  if (!state.running) return state;
  for await (const { action } of podman.system.events({
    signal,
    since: Date.now() / 1000 - 60,
    filters: { container: [id] },
  })) {
    if (action === "died") break;
  }
  return (await podman.containers.inspect(id)).state;
}

test("a container goes from created to running to exited, and is removed", async () => {
  const id = await create("exit 7");
  expect((await podman.containers.inspect(id)).state).toMatchObject({
    status: "created",
    running: false,
    startedAt: undefined,
  });
  await podman.containers.start(id);
  const state = await ended(id);
  expect(state).toMatchObject({ running: false, exitCode: 7, pid: 0 });
  expect(state.status).toMatch(/^(exited|stopped)$/);
  // Podman reads both from different clocks: the end of a short process may lie milliseconds before its start.
  expect([state.startedAt, state.finishedAt]).toEqual([expect.any(Date), expect.any(Date)]);
  await podman.containers.remove(id);
  await expect(podman.containers.inspect(id)).rejects.toMatchObject({ code: "notFound" });
  await podman.containers.remove(id);
});

test("inspect of a running container has what the driver works with", async () => {
  const id = await started("exec sleep 60", { netns: { nsmode: "bridge" } });
  const found = await podman.containers.inspect(id);
  expect(found).toMatchObject({ id, labels: { [label.split("=")[0] ?? ""]: label.split("=")[1] } });
  expect(found.state.pid).toBeGreaterThan(0);
  expect(found.state.conmonPid).toBeGreaterThan(0);
  expect(found.state.cgroupPath).toContain(id);
  const [network] = Object.values(found.networkSettings.Networks);
  expect(network?.IPAddress).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  await podman.containers.remove(id);
});

test("list finds by label, in any state", async () => {
  const [stopped, running] = await Promise.all([create("true"), started("exec sleep 60")]);
  const found = await podman.containers.list([label]);
  expect(found.find(({ id }) => id === stopped)?.status).toBe("created");
  expect(found.find(({ id }) => id === running)?.status).toBe("running");
  expect(await podman.containers.list([`${label}-other`])).toEqual([]);
});

test("kill delivers a signal by name and number; what is over is a conflict, what is not there not found", async () => {
  const id = await started('trap "exit 3" HUP; trap "echo usr" USR1; while :; do sleep 0.05; done');
  await podman.containers.kill(id, 10);
  await podman.containers.kill(id, "SIGHUP");
  // The trap may not be set yet.
  while ((await podman.containers.inspect(id)).state.running) {
    await podman.containers.kill(id, "HUP").catch((error: unknown) => {
      if (!isDriverError(error, "conflict")) throw error;
    });
    await Bun.sleep(50);
  }
  await expect(podman.containers.kill(id, 15)).rejects.toMatchObject({ code: "conflict" });
  await expect(podman.containers.kill("nope", 15)).rejects.toMatchObject({ code: "notFound" });
  await expect(podman.containers.kill(id, "SIGNOPE")).rejects.toMatchObject({ name: "DriverError" });
});

test("start of what runs is no failure", async () => {
  const id = await started("exec sleep 60");
  await podman.containers.start(id);
  expect((await podman.containers.inspect(id)).state.status).toBe("running");
});

test("a paused container is seen as such and can be unpaused", async () => {
  const id = await started("exec sleep 60");
  await service.podman("pause", id);
  expect((await podman.containers.inspect(id)).state).toMatchObject({ status: "paused" });
  await podman.containers.unpause(id);
  expect((await podman.containers.inspect(id)).state).toMatchObject({ status: "running" });
  await expect(podman.containers.unpause(id)).rejects.toMatchObject({ code: "conflict" });
});

test("create fails on a name in use and on an image that is not there", async () => {
  const { name } = await podman.containers.inspect(await create("true"));
  await expect(create("true", { name })).rejects.toMatchObject({ code: "conflict" });
  await expect(create("true", { image: "localhost/nope:1" })).rejects.toMatchObject({ code: "notFound" });
});

test("start fails with the runtime's reason", async () => {
  const id = await create("true", { command: ["/no/such/program"] });
  await expect(podman.containers.start(id)).rejects.toMatchObject({ message: expect.stringContaining("/no/such/program") });
});

test("remove ends a running container at once, with its anonymous volumes", async () => {
  const id = await started('trap "" TERM; while :; do sleep 0.1; done', {
    volumes: [{ Name: "", Dest: "/data", Options: [] }],
  });
  expect((await podman.containers.inspect(id)).mounts).toMatchObject([{ type: "volume", destination: "/data" }]);
  const volume = (await service.podman("inspect", "--format", "{{range .Mounts}}{{.Name}}{{end}}", id)).trim();
  await podman.containers.remove(id);
  expect((await service.tryPodman("volume", "exists", volume)).exitCode).toBe(1);
});

test("events tell of a container's life, from a point in the past, with its exit code", async () => {
  const since = Date.now() / 1000 - 1;
  const id = await started("exit 5");
  await ended(id);
  const seen: PodmanEvent[] = [];
  for await (const event of podman.system.events({
    signal: new AbortController().signal,
    since,
    filters: { container: [id] },
  })) {
    seen.push(event);
    if (event.action === "died") break;
  }
  expect(seen.map(({ action }) => action)).toEqual(expect.arrayContaining(["create", "start", "died"]));
  expect(seen.at(-1)).toMatchObject({ id, exitCode: 5 });
});

test.skipIf(headComesLate)("events are open before anything has happened, and end quietly", async () => {
  const abort = new AbortController();
  const opened = Promise.withResolvers<void>();
  const reading = Array.fromAsync(
    podman.system.events({ signal: abort.signal, onOpen: opened.resolve, filters: { container: ["none"] } }),
  );
  await opened.promise;
  abort.abort();
  expect(await reading).toEqual([]);
});

test("statsStream samples what runs", async () => {
  const id = await started("while :; do :; done");
  for await (const { containers } of podman.containers.statsStream(1, new AbortController().signal)) {
    const found = containers.find((each) => each.id === id);
    if (found === undefined || found.cpuNanoseconds === 0) continue;
    expect(found.memoryUsage).toBeGreaterThan(0);
    break;
  }
  await podman.containers.remove(id);
});

test("logs come split by stream, also with a terminal", async () => {
  const [plain, terminal] = await Promise.all([started("echo out; echo err >&2"), started("echo tty", { terminal: true })]);
  const read = async (id: string) => {
    await ended(id);
    const text = { stdout: "", stderr: "" };
    for await (const { stream, data } of podman.containers.logs(id, { signal: new AbortController().signal, follow: true })) {
      text[stream] += Buffer.from(data).toString();
    }
    return text;
  };
  expect(await read(plain)).toEqual({ stdout: "out\n", stderr: "err\n" });
  expect((await read(terminal)).stdout.trim()).toBe("tty");
});
