/** Answers `tcp:` or `udp:` and what it got, on one port of all addresses: `bun echo-server.ts PORT`. Says when it listens. */
import { createSocket } from "node:dgram";
import { createServer } from "node:net";

async function main(port: number): Promise<void> {
  const tcp = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (data: Buffer) => socket.write(`tcp:${data.toString()}`));
  });
  await new Promise<void>((resolve) => tcp.listen(port, "::", resolve));
  const udp = createSocket("udp6", (data, from) => udp.send(`udp:${data.toString()}`, from.port, from.address));
  await new Promise<void>((resolve) => udp.bind(port, "::", resolve));
  process.stdout.write("listening\n");
}

if (import.meta.main) await main(Number(process.argv[2]));
