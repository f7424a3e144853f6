import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import { join } from "node:path";
import { waitFor } from "../lab/wait-for.ts";
import type { RunningContainer } from "./options-lab.ts";

/** Real servers in the container's network namespace, which both protocols reach by this port, until disposed of. */
export async function listenInside(container: RunningContainer, port: number): Promise<Disposable> {
  const pid = await container.inspect("{{.State.Pid}}");
  const server = Bun.spawn(
    ["nsenter", `--net=/proc/${pid}/ns/net`, process.execPath, join(import.meta.dir, "echo-server.ts"), String(port)],
    { stdout: "pipe", stderr: "inherit" },
  );
  const { value } = await server.stdout.getReader().read();
  if (!new TextDecoder().decode(value).includes("listening")) throw new Error(`no server on port ${port} of the container`);
  return { [Symbol.dispose]: () => server.kill() };
}

/** What comes back to `text`; a packet may be lost or refused while the port is being set up, so it is tried again. */
export function ask(protocol: "tcp" | "udp", address: string, port: number, text: string): Promise<string> {
  const once = protocol === "tcp" ? askTcp : askUdp;
  return waitFor(`an answer on ${protocol} ${address}:${port}`, () => once(address, port, text), { timeout: 15_000 });
}

/** True when nothing listens on that TCP port. */
export function isRefused(address: string, port: number): Promise<boolean> {
  return askTcp(address, port, "hello").then(
    () => false,
    () => true,
  );
}

function askTcp(address: string, port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, address, () => socket.write(text));
    socket.setTimeout(3_000, () => socket.destroy(new Error("no answer")));
    socket.once("data", (data) => {
      socket.destroy();
      resolve(data.toString());
    });
    socket.once("error", reject);
    socket.once("end", () => reject(new Error("closed without an answer")));
  });
}

function askUdp(address: string, port: number, text: string): Promise<string> {
  const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
  return new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("no answer")), 2_000);
    socket.once("message", (data) => {
      clearTimeout(timer);
      resolve(data.toString());
    });
    socket.once("error", reject);
    socket.send(text, port, address);
  }).finally(() => socket.close());
}
