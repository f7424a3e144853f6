import { expect, setDefaultTimeout, test } from "bun:test";
import { randomUUID } from "node:crypto";
import type { LogFields, Logger } from "../../../src/core/logger.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import { RequestLog } from "../../../src/podman/http/request-log.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

setDefaultTimeout(60_000);

const podman = await startPodmanService();

let lines: LogFields[] = [];
const logger: Logger = { ...silentLogger, debug: (message, fields = {}) => void lines.push({ message, ...fields }) };

test("every request to Podman is logged at debug level with its task, and no secret is", async () => {
  const client = createPodmanClient({
    socketPath: `unix://${podman.socketPath}`,
    requestTimeoutMilliseconds: 30_000,
    logger,
  });
  const alloc = randomUUID();
  const { id } = await client.containers.create({
    name: `web-${alloc}`,
    image: podman.image,
    command: ["sleep", "300"],
    env: { PASSWORD: "s3cret" },
    labels: { token: "s3cret" },
  });
  await client.containers.start(id);
  await client.containers.inspect(id);
  const exec = await client.execs.create(id, { command: ["echo", "s3cret"], tty: false, attachStdin: false });
  const { output } = await client.execs.start(exec, { tty: false });
  for await (const _ of output);
  await client.containers.list(["token=s3cret"]);
  const credentials = { username: "u", password: "s3cret" };
  const pull = client.images.pull("127.0.0.1:1/app:1", {
    policy: "always",
    credentials,
    signal: AbortSignal.timeout(30_000),
  });
  await expect(Array.fromAsync(pull)).rejects.toThrow();
  await client.containers.remove(id);
  await client.containers.inspect(id).catch(() => undefined);
  client.close();

  const short = id.slice(0, 12);
  const task = { task_name: "web", alloc_id: alloc };
  const shown = lines.map(({ method, path, status, task_name, alloc_id }) => ({
    request: `${method} ${path} ${status}`,
    ...(task_name === undefined ? {} : { task_name, alloc_id }),
  }));
  expect(shown).toEqual([
    { request: "POST /containers/create 201", ...task },
    { request: `POST /containers/${short}/start 204`, ...task },
    { request: `GET /containers/${short}/json 200`, ...task },
    { request: `POST /containers/${short}/exec 201`, ...task },
    { request: `POST /exec/${exec.slice(0, 12)}/start 101` },
    { request: "GET /containers/json?all=true&filters=… 200" },
    { request: "POST /images/pull?reference=127.0.0.1:1/app:1&policy=always 200" },
    { request: `DELETE /containers/${short}?force=true&volumes=true&ignore=true&timeout=0 200`, ...task },
    { request: `GET /containers/${short}/json 404`, ...task },
  ]);
  expect(lines.every(({ ms }) => typeof ms === "number" && ms >= 0)).toBe(true);
  const all = JSON.stringify(lines);
  for (const secret of [
    "s3cret",
    Buffer.from("s3cret").toString("base64"),
    Buffer.from(JSON.stringify(credentials)).toString("base64"),
  ]) {
    expect(all).not.toContain(secret);
  }
});

test("a request without an answer is logged with the reason", async () => {
  lines = [];
  const client = createPodmanClient({
    socketPath: "unix:///nonexistent/podman.sock",
    requestTimeoutMilliseconds: 1_000,
    logger,
  });
  await client.system.ping().catch(() => undefined);
  expect(lines).toEqual([expect.objectContaining({ method: "GET", path: "/_ping", error: expect.any(String) })]);
});

test("the log remembers the tasks of a bounded number of containers", () => {
  lines = [];
  const log = new RequestLog(logger);
  const alloc = randomUUID();
  for (let index = 0; index <= 1_000; index += 1) log.learn(`id${index}`, `t${index}-${alloc}`);
  for (const id of ["id0", "id1", "id1000"]) log.begin({ method: "GET", path: `/containers/${id}/json` })({ status: 200 });
  expect(lines.map(({ task_name }) => task_name)).toEqual([undefined, "t1", "t1000"]);
});
