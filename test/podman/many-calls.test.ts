import { expect, test } from "bun:test";
import type { PodmanClient } from "../../src/podman/client.ts";
import { clientOf } from "../fakes/exchange.ts";
import { empty, fakePodman, stall } from "../fakes/fake-podman.ts";
import { waitFor } from "../lab/wait-for.ts";

/** More than the 256 fetches that Bun runs at a time. */
const many = 300;

test.each<[string, string, (client: PodmanClient, name: string, signal: AbortSignal) => Promise<unknown>]>([
  ["health checks", "/healthcheck", (client, name, signal) => client.containers.checkHealth(name, { signal })],
  [
    "pulls",
    "/images/pull",
    (client, name, signal) => client.images.pull(name, { signal, policy: "always", tlsVerify: true }).next(),
  ],
])("a stop goes through while %p hang", async (_, path, call) => {
  await using fake = await fakePodman((connection, request) =>
    (request.path.endsWith(path) ? stall : empty(204))(connection, request),
  );
  const client = clientOf(fake.socketPath);
  const ended = new AbortController();
  const hanging = Array.from({ length: many }, (_, index) =>
    call(client, `c${index}`, ended.signal).catch((error: unknown) => error),
  );
  await waitFor("all of them", () => fake.requests.length === many);
  await client.containers.kill("web", "SIGTERM");
  expect(fake.last.path).toEndWith("/containers/web/kill");
  ended.abort();
  for (const error of await Promise.all(hanging)) expect(error).toMatchObject({ code: "cancelled" });
  client.close();
});
