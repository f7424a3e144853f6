import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ChunkedBody } from "../../src/podman/http/chunked-body.ts";
import { parseHttpHead } from "../../src/podman/http/http-head.ts";
import { FakeRequestReader } from "./fake-podman-request.ts";
import { type Fault, type Reply, slowMilliseconds } from "./faults.ts";

/** Which request meets a fault. */
export interface Aim {
  /** Of the method and the path without the version: `POST /containers/create`. */
  readonly request: RegExp;
  /** Its response goes on for as long as somebody reads: its beginning is enough. */
  readonly stream?: boolean;
}

/** Between a driver and a real Podman: passes everything on, until a request is aimed at. */
export interface FaultProxy extends AsyncDisposable {
  readonly socketPath: string;
  /** The next such request meets the fault, once; the returned function says whether it has. */
  arm(aim: Aim, fault: Fault): () => boolean;
}

const noReply: Reply = { head: "", body: Buffer.alloc(0), goesOn: false };

interface Armed extends Aim {
  readonly fault: Fault;
  met: boolean;
}

/** @param target socket of the real Podman */
export async function faultProxy(target: string): Promise<FaultProxy> {
  const directory = mkdtempSync(join(tmpdir(), "fp-"));
  const socketPath = join(directory, "s");
  const open = new Set<Socket>();
  let armed: Armed | undefined;
  let closed = false;
  const server = createServer({ allowHalfOpen: true }, serve);
  // A server that is closed removes its socket when its last connection has ended: maybe that of its successor.
  const refuse = (milliseconds: number) => {
    renameSync(socketPath, `${socketPath}-away`);
    setTimeout(() => closed || renameSync(`${socketPath}-away`, socketPath), milliseconds);
  };

  function serve(client: Socket): void {
    const service = connect({ path: target, allowHalfOpen: true });
    const reader = new FakeRequestReader();
    let pending: Buffer[] = [];
    let hit: Armed | undefined;
    let wasHit = false;
    let hasEnded = false;
    let reply: Buffer = Buffer.alloc(0);
    for (const [end, other] of [
      [client, service],
      [service, client],
    ] as const) {
      open.add(end);
      end.on("error", () => other.destroy());
      end.on("close", () => {
        open.delete(end);
        other.destroy();
      });
    }
    client.on("end", () => service.end());
    // Its response may come later than its end, where a fault holds it back.
    service.on("end", () => {
      hasEnded = true;
      if (!wasHit) client.end();
    });
    client.on("data", (chunk: Buffer) => {
      if (reader.upgraded) return void service.write(chunk);
      pending.push(chunk);
      for (const { method, path } of reader.push(chunk)) {
        const line = `${method} ${path.replace(/^\/v[^/]+(\/libpod)?/, "")}`;
        if (armed?.request.test(line) && !armed.met) {
          armed.met = true;
          hit = armed;
          wasHit = true;
        }
        if (hit?.fault.carriedOut === false) {
          const { fault } = hit;
          // The next request on this connection is not met.
          hit = undefined;
          fault.act(client, noReply, { refuse });
        } else service.write(Buffer.concat(pending));
        pending = [];
        reader.surplus();
      }
    });
    let acted = false;
    service.on("data", (chunk: Buffer) => {
      if (hit === undefined) return void client.write(chunk);
      if (acted) return;
      reply = Buffer.concat([reply, chunk]);
      const read = readReply(reply, hit.stream === true);
      if (read === undefined) return;
      const { fault, stream } = hit;
      acted = stream === true;
      if (!acted) {
        hit = undefined;
        reply = Buffer.alloc(0);
      }
      fault.act(client, read, { refuse });
      if (stream !== true || !fault.harmless) return;
      // The rest of the stream comes as it is, behind what the fault may have held back.
      service.pause();
      setTimeout(() => {
        hit = undefined;
        wasHit = false;
        if (hasEnded) client.end();
        service.resume();
      }, 2 * slowMilliseconds);
    });
  }

  await new Promise<void>((resolve) => server.listen(socketPath, () => resolve()));
  return {
    socketPath,
    arm(aim, fault) {
      const now: Armed = { ...aim, fault, met: false };
      armed = now;
      return () => now.met;
    },
    [Symbol.asyncDispose]: async () => {
      closed = true;
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Undefined while it is not complete, or of a stream nothing has come. */
function readReply(bytes: Buffer, stream: boolean): Reply | undefined {
  const parsed = parseHttpHead(bytes);
  if (parsed === undefined || parsed === "broken") return undefined;
  const head = bytes.toString("latin1", 0, bytes.length - parsed.rest.length);
  const parts: Uint8Array[] = [];
  let rest = parsed.rest;
  let ended = rest.length >= (parsed.contentLength ?? 0);
  if (parsed.chunked) {
    const chunks = new ChunkedBody();
    chunks.push(parsed.rest, (part) => parts.push(part));
    rest = Buffer.concat(parts);
    ended = chunks.ended;
  }
  if (!ended && !(stream && rest.length > 0)) return undefined;
  return { head, body: Buffer.from(rest), goesOn: stream };
}
