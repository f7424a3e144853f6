import { createServer } from "node:net";

/** One free TCP port on loopback; free at the moment of asking. */
async function freePort(): Promise<{ readonly port: number; release(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("the listening socket has no port");
  }
  return { port: address.port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** As many different free TCP ports on loopback as asked for; they are held until all are known. */
export async function freePorts(count: number): Promise<number[]> {
  const held = await Promise.all(Array.from({ length: count }, freePort));
  await Promise.all(held.map((each) => each.release()));
  return held.map((each) => each.port);
}
