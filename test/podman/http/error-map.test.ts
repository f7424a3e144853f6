import { expect, test } from "bun:test";
import { createServer } from "node:net";
import { join } from "node:path";
import { DriverError } from "../../../src/core/errors.ts";
import { createPodmanClient, type PodmanClient } from "../../../src/podman/client.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { withoutDescriptors } from "../../lab/no-descriptors.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { waitFor } from "../../lab/wait-for.ts";

const cleanup = forFile(new Cleanup());
const socket = join(scratchDirectory(cleanup), "s");
const server = createServer((connection) => connection.destroy());
await new Promise<void>((resolve) => server.listen(socket, resolve));
cleanup.defer(() => server.close());

test.each<[string, (client: PodmanClient) => Promise<unknown>]>([
  ["inspect container", (client) => client.containers.inspect("x")],
  ["start exec session x", (client) => client.execs.start("x", { tty: false })],
])("%s says that this process may open no more files, and not that Podman is away", async (what, call) => {
  const client = createPodmanClient({ socketPath: `unix://${socket}`, requestTimeoutMilliseconds: 10_000 });
  const expected = `Podman cannot be reached on unix://${socket} for "${what}`;
  // What earlier tests have left may close a file meanwhile, and the call gets its number.
  const error = await waitFor("the error", async () => {
    const reason = await withoutDescriptors(() => call(client).catch((thrown: unknown) => thrown));
    return reason instanceof DriverError && reason.message.startsWith(expected) && reason;
  });
  client.close();
  expect(error.message).toContain("the driver may open no more files: raise the limit of the Nomad agent");
  expect(error.recoverable).toBe(true);
});
