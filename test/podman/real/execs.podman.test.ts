import { afterAll, expect, test } from "bun:test";
import { createPodmanClient } from "../../../src/podman/client.ts";
import type { ExecSpec } from "../../../src/podman/execs/calls.ts";
import type { ExecConnection } from "../../../src/podman/hijack/connection.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

const { socketPath, image } = await startPodmanService();
const podman = createPodmanClient({ socketPath: `unix://${socketPath}`, requestTimeoutMilliseconds: 60_000 });
const spec = { name: `execs-${process.pid}`, image, command: ["sleep", "3600"], netns: { nsmode: "host" } };
const container = (await podman.containers.create(spec)).id;
await podman.containers.start(container);

afterAll(async () => {
  await podman.containers.remove(container);
  podman.close();
});

interface Session {
  readonly id: string;
  readonly connection: ExecConnection;
}

async function exec(
  line: string,
  options: Partial<ExecSpec> & { size?: { height: number; width: number } } = {},
): Promise<Session> {
  const { size, ...spec } = options;
  const tty = spec.tty ?? false;
  const id = await podman.execs.create(container, { command: ["sh", "-c", line], tty, attachStdin: false, ...spec });
  const connection = await podman.execs.start(id, { tty, ...(size === undefined ? {} : { size }) });
  return { id, connection };
}

async function textOf(connection: ExecConnection): Promise<{ stdout: string; stderr: string }> {
  const text = { stdout: "", stderr: "" };
  for await (const { stream, data } of connection.output) text[stream] += Buffer.from(data).toString();
  return text;
}

/** The exit code, once Podman knows it. */
async function exitCode(id: string): Promise<number> {
  for (;;) {
    const found = await podman.execs.inspect(id);
    if (!found.running) return found.exitCode;
    await Bun.sleep(20);
  }
}

test("both streams and the exit code come back", async () => {
  const { id, connection } = await exec("echo out; echo err >&2; exit 3");
  expect(await textOf(connection)).toEqual({ stdout: "out\n", stderr: "err\n" });
  expect(await exitCode(id)).toBe(3);
});

test("the environment is the one asked for", async () => {
  const { connection } = await exec("echo $A", { environment: ["A=b"] });
  expect((await textOf(connection)).stdout).toBe("b\n");
});

test("the end of the input ends cat, and nothing of its output is lost", async () => {
  const { connection } = await exec("cat; echo over >&2", { attachStdin: true });
  const text = "0123456789abcdef".repeat(65_536);
  const reading = textOf(connection);
  await connection.write(Buffer.from(text));
  connection.endInput();
  const { stdout, stderr } = await reading;
  expect(stdout === text).toBe(true);
  expect(stderr).toBe("over\n");
});

test("a slow reader gets every byte, also those that came after the end of the process", async () => {
  const { connection } = await exec("dd if=/dev/zero bs=1024 count=3000 2>/dev/null; echo TAIL");
  await Bun.sleep(300);
  let length = 0;
  let tail = Buffer.alloc(0);
  for await (const { data } of connection.output) {
    length += data.length;
    tail = Buffer.concat([tail, data]).subarray(-5);
    if (length < 200_000) await Bun.sleep(5);
  }
  expect(length).toBe(3000 * 1024 + 5);
  expect(tail.toString()).toBe("TAIL\n");
});

test("a terminal can be resized while the process runs", async () => {
  const line = 'echo ready; read _; stty size; [ -t 1 ] && echo "a terminal"';
  const { id, connection } = await exec(line, { tty: true, attachStdin: true, size: { height: 33, width: 99 } });
  let stdout = "";
  for await (const { data } of connection.output) {
    // Podman takes the connection over a moment before it lets the terminal be resized: not before the first output.
    if (stdout === "") {
      await podman.execs.resize(id, { height: 44, width: 111 });
      await connection.write(Buffer.from("\n"));
    }
    stdout += Buffer.from(data).toString();
  }
  expect(stdout).toEndWith("44 111\r\na terminal\r\n");
});

test("a terminal begins with the size asked for", async () => {
  const line = "while size=$(stty size) && [ \"$size\" = '0 0' ]; do sleep 0.05; done; echo $size";
  const { connection } = await exec(line, { tty: true, size: { height: 33, width: 99 } });
  expect((await textOf(connection)).stdout).toBe("33 99\r\n");
});

test("a command that is not there ends with 127 or says so", async () => {
  const failed = await exec("", { command: ["/no/such/program"] }).then(
    async ({ id, connection }) => `${JSON.stringify(await textOf(connection))} ${await exitCode(id)}`,
    (error: Error) => error.message,
  );
  expect(failed).toMatch(/127|no such file/i);
});

test("closing the connection does not wait for the process", async () => {
  const { id, connection } = await exec("echo begun; exec sleep 100");
  for await (const _ of connection.output) break;
  connection.close();
  expect((await podman.execs.inspect(id)).running).toBe(true);
});

test("what is not there or does not run is said as such", async () => {
  await expect(podman.execs.start("nope", { tty: false })).rejects.toMatchObject({ code: "notFound" });
  await expect(podman.execs.inspect("nope")).rejects.toMatchObject({ code: "notFound" });
  await expect(podman.execs.create("nope", { command: ["true"], tty: false, attachStdin: false })).rejects.toMatchObject({
    code: "notFound",
  });
});

test("64 MiB go through unchanged in both directions at once", async () => {
  const { connection } = await exec("exec cat", { attachStdin: true });
  const block = crypto.getRandomValues(new Uint8Array(65_536));
  const blocks = 1024;
  const sent = new Bun.CryptoHasher("sha256");
  const received = new Bun.CryptoHasher("sha256");
  const reading = (async () => {
    for await (const { data } of connection.output) received.update(data);
  })();
  for (let index = 0; index < blocks; index++) {
    sent.update(block);
    await connection.write(block);
  }
  connection.endInput();
  await reading;
  expect(received.digest("hex")).toBe(sent.digest("hex"));
});
