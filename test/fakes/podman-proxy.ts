import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FakeRequestReader, type ReceivedRequest } from "./fake-podman-request.ts";

/** Stands between a driver and a real Podman: keeps count of what is asked, and can break what is under way. */
export interface PodmanProxy extends AsyncDisposable {
  readonly socketPath: string;
  /** Method and path of each request so far, without the version: `GET /containers/ID/json`. */
  asked(): readonly string[];
  /** How many connections there are whose last request was for this path. */
  open(path: string): number;
  /** Drops the connections whose last request was for this path; returns how many there were. */
  cut(path: string): number;
  /** From now on nothing comes through either way, although connections stay and can be made: a service that hangs. */
  freeze(): void;
}

interface Connection {
  readonly client: Socket;
  readonly service: Socket;
  last: string;
}

/** @param servicePath socket of the real Podman */
export async function podmanProxy(servicePath: string): Promise<PodmanProxy> {
  const directory = mkdtempSync(join(tmpdir(), "proxy-"));
  const socketPath = join(directory, "s");
  const asked: string[] = [];
  const open = new Set<Connection>();
  let frozen = false;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const service = connect({ path: servicePath, allowHalfOpen: true });
    const connection: Connection = { client, service, last: "" };
    const reader = new FakeRequestReader();
    open.add(connection);
    const take = (request: ReceivedRequest) => {
      connection.last = request.path.replace(/^\/v[^/]+\/libpod/, "");
      asked.push(`${request.method} ${connection.last}`);
    };
    client.on("data", (chunk: Buffer) => {
      reader.push(chunk).forEach(take);
      // What follows an upgrade is not kept.
      reader.surplus();
    });
    if (!frozen) {
      client.pipe(service);
      service.pipe(client);
    }
    for (const [end, other] of [
      [client, service],
      [service, client],
    ] as const) {
      end.on("error", () => other.destroy());
      end.on("close", () => {
        open.delete(connection);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const under = (path: string) => [...open].filter(({ last }) => last === path);
  return {
    socketPath,
    asked: () => asked,
    open: (path) => under(path).length,
    cut(path) {
      const cut = under(path);
      for (const { client } of cut) client.destroy();
      return cut.length;
    },
    freeze() {
      frozen = true;
      for (const { client, service } of open) {
        client.unpipe(service);
        service.unpipe(client);
      }
    },
    [Symbol.asyncDispose]: async () => {
      for (const { client } of open) client.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
