import { expect, setDefaultTimeout, test } from "bun:test";
import type { Socket } from "node:net";
import { answers } from "../../fakes/fake-answers.ts";
import { chunk, chunkedHead, type FakeAnswer, fakePodman, lines } from "../../fakes/fake-podman.ts";
import { never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(60_000);

const reference = "registry.example/app:1";
/** Podman 4.3.1 is asked for these in its own words, since the task says something of TLS. */
const image = { image: reference, force_pull: true, auth: { tls_verify: false } };
/** And for these in Docker's. */
const measured = { image: reference, force_pull: true };

/** A pull that has begun and goes no further, with its connections. */
function stalledPull(connections: Socket[], ...said: readonly unknown[]): FakeAnswer {
  return (socket) => {
    connections.push(socket);
    socket.write(chunkedHead + said.map((line) => chunk(`${JSON.stringify(line)}\n`)).join(""));
  };
}

const begun = { stream: `Trying to pull ${reference}...\n` };
const silentLayer = { stream: `Copying blob sha256:${"a".repeat(64)}\n` };
const layer = (status: string, current?: number) => ({ status, id: "aaaaaaaaaaaa", progressDetail: { current, total: -1 } });

test.each([
  { what: "before its first layer", route: "POST /images/pull", options: image, said: [begun] },
  { what: "before it says anything", route: "POST /v4.0.0/images/create", options: measured, said: [] },
  { what: "in a layer", route: "POST /v4.0.0/images/create", options: measured, said: [layer("Downloading", 5_000_000)] },
])("a pull that stalls $what ends after pull_activity_timeout, and may be tried again", async ({ route, options, said }) => {
  await using podman = await fakePodman(answers({ [route]: stalledPull([], ...said) }));
  await using lab = openLifecycleLab(podman.socketPath, { pull_activity_timeout: "1s" });
  const error = await lab.driver.startTask(lab.task("exit 0", options).config, never).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
  expect(String(error)).toContain("no progress for 1 s: check the registry, or raise pull_activity_timeout");
});

test.each([
  { what: "downloads and says nothing of it", route: "POST /images/pull", options: image, said: [begun, silentLayer] },
  {
    what: "unpacks what has come",
    route: "POST /v4.0.0/images/create",
    options: measured,
    said: [layer("Downloading", 5_000_000), layer("Download complete")],
  },
])("a pull that $what is silent, not stalled: only image_pull_timeout ends it", async ({ route, options, said }) => {
  await using podman = await fakePodman(answers({ [route]: stalledPull([], ...said) }));
  await using lab = openLifecycleLab(podman.socketPath, { pull_activity_timeout: "1s" });
  const task = lab.task("exit 0", { ...options, image_pull_timeout: "2s" });
  const error = await lab.driver.startTask(task.config, never).catch((reason: unknown) => reason);
  expect(String(error)).toContain("it took longer than 2 s: raise image_pull_timeout");
});

test("a pull ends after image_pull_timeout although it makes progress", async () => {
  const busy: FakeAnswer = (socket) => {
    socket.write(chunkedHead);
    const timer = setInterval(() => socket.write(chunk(`${JSON.stringify({ stream: "Copying\n" })}\n`)), 100);
    socket.on("close", () => clearInterval(timer));
  };
  await using podman = await fakePodman(answers({ "POST /images/pull": busy }));
  await using lab = openLifecycleLab(podman.socketPath);
  const task = lab.task("exit 0", { ...image, image_pull_timeout: "1s" });
  await expect(lab.driver.startTask(task.config, never)).rejects.toThrow("it took longer than 1 s: raise image_pull_timeout");
});

test("each task waits for a shared pull as long as it says itself", async () => {
  const connections: Socket[] = [];
  await using podman = await fakePodman(answers({ "POST /images/pull": stalledPull(connections, begun, silentLayer) }));
  await using lab = openLifecycleLab(podman.socketPath);
  const start = (timeout: string) =>
    lab.driver
      .startTask(lab.task("exit 0", { ...image, image_pull_timeout: timeout }).config, never)
      .catch((reason: unknown) => String(reason));
  const starts = [start("60s"), start("1s")];
  expect(await starts[1]).toContain("it took longer than 1 s");
  expect(connections.length).toBe(1);
  connections[0]?.write(`${chunk(`${JSON.stringify({ error: "manifest unknown" })}\n`)}0\r\n\r\n`);
  expect(await starts[0]).toContain("manifest unknown");
});

test("a time that no timer can be set to is not over at once", async () => {
  const late: FakeAnswer = (socket) => {
    socket.write(chunkedHead);
    setTimeout(() => socket.write(`${chunk(`${JSON.stringify({ error: "manifest unknown" })}\n`)}0\r\n\r\n`), 200);
  };
  await using podman = await fakePodman(answers({ "POST /images/pull": late }));
  await using lab = openLifecycleLab(podman.socketPath, { pull_activity_timeout: "1000h" });
  const task = lab.task("exit 0", { ...image, image_pull_timeout: "1000h" });
  await expect(lab.driver.startTask(task.config, never)).rejects.toThrow("manifest unknown");
});

test("tasks on different sockets do not share a pull", async () => {
  const pulls: string[] = [];
  const failing = (name: string): FakeAnswer => {
    return (socket, request) => {
      pulls.push(name);
      lines({ error: "manifest unknown" })(socket, request);
    };
  };
  await using one = await fakePodman(answers({ "POST /images/pull": failing("one") }));
  await using two = await fakePodman(answers({ "POST /images/pull": failing("two") }));
  await using lab = openLifecycleLab(one.socketPath);
  const socket = [one, two].map(({ socketPath }, index) => ({ name: `s${index}`, socket_path: `unix://${socketPath}` }));
  const driver = lab.another({ socket_path: undefined, socket });
  const tasks = socket.map(({ name }) => lab.task("exit 0", { ...image, socket: name }));
  const failures = await Promise.all(
    tasks.map((task) => driver.startTask(task.config, never).catch((reason: Error) => reason)),
  );
  expect(failures.map(String)).toEqual([
    expect.stringContaining("manifest unknown"),
    expect.stringContaining("manifest unknown"),
  ]);
  expect(pulls.sort()).toEqual(["one", "two"]);
});

test("a shared pull is cancelled with the last task that waits for it", async () => {
  const connections: Socket[] = [];
  await using podman = await fakePodman(answers({ "POST /images/pull": stalledPull(connections, begun) }));
  await using lab = openLifecycleLab(podman.socketPath);
  const [first, second] = [new AbortController(), new AbortController()];
  const starts = [first, second].map(({ signal }) => lab.driver.startTask(lab.task("exit 0", image).config, signal));
  const settled = Promise.allSettled(starts);
  await waitFor("the pull", () => connections.length > 0);
  const pulls = () => podman.requests.filter(({ path }) => path.endsWith("/images/pull")).length;
  expect(pulls()).toBe(1);
  first.abort();
  await expect(starts[0]).rejects.toMatchObject({ code: "cancelled" });
  expect(connections[0]?.destroyed).toBe(false);
  second.abort();
  await settled;
  await waitFor("the end of the pull's connection", () => connections[0]?.destroyed === true || connections[0]?.readableEnded);
  expect(pulls()).toBe(1);
});

test.each([
  { text: "unauthorized: authentication required", code: "unauthorized", recoverable: false },
  { text: "reading manifest 1 in registry.example/app: manifest unknown", code: "imageFailed", recoverable: false },
  { text: "x509: certificate signed by unknown authority", code: "imageFailed", recoverable: false },
  { text: "dial tcp: lookup registry.example: no such host", code: "imageFailed", recoverable: true },
  { text: "received unexpected HTTP status: 500 Internal Server Error", code: "imageFailed", recoverable: true },
  { text: "toomanyrequests: too many requests to registry", code: "imageFailed", recoverable: true },
])("a pull that ends with '$text' is $code, recoverable: $recoverable", async ({ text, code, recoverable }) => {
  await using podman = await fakePodman(answers({ "POST /images/pull": lines({ error: text }) }));
  await using lab = openLifecycleLab(podman.socketPath);
  const error = await lab.driver.startTask(lab.task("exit 0", image).config, never).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code, recoverable });
  expect(String(error)).toContain(`image "registry.example/app:1" could not be pulled: ${text}`);
});
