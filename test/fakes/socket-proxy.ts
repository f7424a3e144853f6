import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A unix socket in front of another one, which tells of each request before it passes it on. */
export interface SocketProxy extends AsyncDisposable {
  readonly socketPath: string;
  /** `POST /v4.0.0/libpod/containers/create` of each request so far; a test may empty it. */
  readonly requests: string[];
  /** Called with such a line before the request goes on. */
  onRequest: (request: string) => void;
}

export async function socketProxy(target: string): Promise<SocketProxy> {
  const directory = mkdtempSync(join(tmpdir(), "proxy-"));
  const socketPath = join(directory, "s");
  const open = new Set<Socket>();
  const requests: string[] = [];
  const ignore: SocketProxy["onRequest"] = () => undefined;
  const proxy = { socketPath, requests, onRequest: ignore };
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ path: target, allowHalfOpen: true });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on("error", () => to.destroy());
      from.on("close", () => open.delete(from));
      from.on("end", () => to.end());
    }
    client.on("data", (chunk: Buffer) => {
      const request = /^([A-Z]+ \S+) HTTP\/1\.1\r\n/.exec(chunk.toString("latin1"))?.[1];
      if (request !== undefined) {
        requests.push(request);
        proxy.onRequest(request);
      }
      upstream.write(chunk);
    });
    upstream.on("data", (chunk: Buffer) => client.write(chunk));
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return Object.assign(proxy, {
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(directory, { recursive: true, force: true });
    },
  });
}
