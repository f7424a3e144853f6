import { expect, test } from "bun:test";
import { createConnection, createServer } from "node:net";
import { createPodmanClient } from "../../src/podman/client.ts";
import { type FakeAnswer, fakePodman, head, text } from "../fakes/fake-podman.ts";

/** A TCP port that leads to a unix socket. */
async function tcpPort(socketPath: string): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((near) => {
    const far = createConnection(socketPath);
    for (const each of [near, far]) each.on("error", () => {});
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

test.each(["tcp", "http"])("a client over %s calls and takes connections over", async (scheme) => {
  const answer: FakeAnswer = (socket, request) => {
    if (request.path.endsWith("/_ping")) text("OK")(socket, request);
    else socket.end(`${head(101, { Upgrade: "tcp" })}\x01\0\0\0\0\0\0\x03out`);
  };
  await using fake = await fakePodman(answer);
  const proxy = await tcpPort(fake.socketPath);
  const socketPath = `${scheme}://127.0.0.1:${proxy.port}`;
  const client = createPodmanClient({ socketPath, requestTimeoutMilliseconds: 5000 });
  expect(await client.system.ping()).toEqual({ version: "4.3.1" });
  const { output } = await client.execs.start("e1", { tty: false });
  let found = "";
  for await (const { data } of output) found += Buffer.from(data).toString();
  expect(found).toBe("out");
  expect(fake.requests.map(({ headers }) => headers["host"])).toEqual(Array(2).fill(`127.0.0.1:${proxy.port}`));
  client.close();
  void proxy.close();
});
