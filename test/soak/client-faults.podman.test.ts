/** Each call of Podman's that can be made without a task, through a proxy that breaks its response in every way. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { DriverError } from "../../src/core/errors.ts";
import { createPodmanClient, type PodmanClient } from "../../src/podman/client.ts";
import { type Aim, type FaultProxy, faultProxy } from "../fakes/fault-proxy.ts";
import { type Fault, faults } from "../fakes/faults.ts";
import { forFile } from "../lab/for-file.ts";
import { patient } from "../lab/patience.ts";
import { startPodmanService } from "../lab/test-podman.ts";

setDefaultTimeout(patient(60_000));

const podman = await startPodmanService();
/** Of a call that no response comes to, of one that only its reader ends, and of all others, in milliseconds. */
const bounds = { never: 1_000, stream: patient(3_000), otherwise: patient(10_000) };

/** A container that writes, with a health check and an exec session with a terminal. */
const direct = createPodmanClient({ socketPath: `unix://${podman.socketPath}`, requestTimeoutMilliseconds: patient(30_000) });
const name = `faults-${crypto.randomUUID()}`;
const script = "while true; do echo line; sleep 0.1; done";
const { id } = await direct.containers.create({
  name,
  image: podman.image,
  command: ["sh", "-c", script],
  netns: { nsmode: "host" },
  healthconfig: { Test: ["CMD", "true"], Interval: 3_600_000_000_000, Timeout: 60_000_000_000, Retries: 1 },
});
await direct.containers.start(id);
const session = await direct.execs.create(id, { command: ["sleep", "3600"], tty: true, attachStdin: true });
const terminal = await direct.execs.start(session, { tty: true });
forFile({
  [Symbol.asyncDispose]: async () => {
    terminal.close();
    await direct.containers.remove(id);
    await direct.networks.remove(`n${name}`);
    direct.close();
  },
});

interface Call extends Aim {
  readonly what: string;
  readonly call: (client: PodmanClient, signal: AbortSignal) => Promise<unknown>;
}

/** The first thing that comes, or that it ended without. */
async function first(stream: AsyncIterable<unknown>): Promise<unknown> {
  for await (const part of stream) return part;
  return undefined;
}

async function all(stream: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of stream);
}

const calls: readonly Call[] = [
  { what: "ping", request: /^GET \/_ping/, call: (client) => client.system.ping() },
  { what: "info", request: /^GET \/info/, call: (client) => client.system.info() },
  {
    what: "read events",
    request: /^GET \/events/,
    stream: true,
    call: (client, signal) => first(client.system.events({ signal, since: 1 })),
  },
  { what: "inspect container", request: /^GET \/containers\/[^/]+\/json/, call: (client) => client.containers.inspect(id) },
  { what: "list containers", request: /^GET \/containers\/json/, call: (client) => client.containers.list([]) },
  { what: "send signal 18", request: /^POST \/containers\/[^/]+\/kill/, call: (client) => client.containers.kill(id, 18) },
  {
    what: "check the health",
    request: /^GET \/containers\/[^/]+\/healthcheck/,
    call: (client, signal) => client.containers.checkHealth(id, { signal }),
  },
  {
    what: "the containers' stats",
    request: /^GET \/containers\/stats/,
    stream: true,
    call: (client, signal) => first(client.containers.statsStream(1, signal)),
  },
  {
    what: "log of container",
    request: /^GET \/containers\/[^/]+\/logs/,
    stream: true,
    call: (client, signal) => first(client.containers.logs(id, { signal, follow: true })),
  },
  { what: "inspect exec session", request: /^GET \/exec\/[^/]+\/json/, call: (client) => client.execs.inspect(session) },
  {
    what: "resize exec session",
    request: /^POST \/exec\/[^/]+\/resize/,
    call: (client) => client.execs.resize(session, { height: 10, width: 20 }),
  },
  { what: "inspect image", request: /^GET \/images\/[^/]+\/json/, call: (client) => client.images.inspect(podman.image) },
  { what: "look for image", request: /^GET \/images\/[^/]+\/exists/, call: (client) => client.images.exists(podman.image) },
  { what: "list images", request: /^GET \/images\/json/, call: (client) => client.images.ids() },
  {
    // Podman's own words: the driver puts the image before them.
    what: "",
    request: /^POST \/images\/pull/,
    call: (client, signal) => all(client.images.pull(podman.image, { signal, policy: "missing" })),
  },
  {
    what: "create network",
    request: /^POST \/networks\/create/,
    call: (client) => client.networks.create({ name: `n${name}`, driver: "bridge", dns_enabled: false, labels: {} }),
  },
  { what: "inspect network", request: /^GET \/networks\/[^/]+\/json/, call: (client) => client.networks.inspect(`n${name}`) },
  { what: "list networks", request: /^GET \/networks\/json/, call: (client) => client.networks.list() },
  { what: "remove network", request: /^DELETE \/networks\/[^/]+/, call: (client) => client.networks.remove(`n${name}`) },
];

/** What is wrong with the outcome of a call that met the fault; undefined when nothing is. */
async function problemOf({ call, what, ...aim }: Call, fault: Fault, proxy: FaultProxy): Promise<string | undefined> {
  // What takes a signal has no bound of its own.
  const bound = fault.isEndless ? bounds.never : call.length === 2 ? bounds.stream : bounds.otherwise;
  const client = createPodmanClient({ socketPath: `unix://${proxy.socketPath}`, requestTimeoutMilliseconds: bound });
  const met = proxy.arm(aim, fault);
  const ends = new AbortController();
  const cancel = setTimeout(() => ends.abort(), bound);
  try {
    const late = Bun.sleep(bound + bounds.otherwise).then(() => "late" as const);
    if ((await Promise.race([call(client, ends.signal), late])) === "late") return "it does not end";
    return met() ? undefined : "the fault was not met";
  } catch (error) {
    if (fault.harmless) return `fails: ${error}`;
    if (!(error instanceof DriverError)) return `throws ${error}`;
    if (error.message.includes("\n") || error.message.length > 2_500) return `has no short line: ${error.message}`;
    // Where nobody listens is said of the socket, whatever was to be asked.
    const named = error.message.includes(what) || error.message.includes(proxy.socketPath);
    return named ? undefined : `does not name the call: ${error.message}`;
  } finally {
    clearTimeout(cancel);
    client.close();
  }
}

test.each(calls.map((call) => [call.what || "pull image", call] as const))(
  "%s succeeds, or fails in time in one line that names it, whatever becomes of the response",
  async (_, call) => {
    const problems = await Promise.all(
      faults.map(async (fault) => {
        await using proxy = await faultProxy(podman.socketPath);
        return { fault: fault.name, problem: await problemOf(call, fault, proxy) };
      }),
    );
    expect(problems.filter(({ problem }) => problem !== undefined)).toEqual([]);
  },
);
