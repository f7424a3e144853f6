import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadImage } from "../../../src/driver/images/load.ts";
import { clientOf } from "../../fakes/exchange.ts";
import { empty, fakePodman, stall } from "../../fakes/fake-podman.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { waitFor } from "../../lab/wait-for.ts";

test("a stop goes through while more archives are loaded than Bun runs fetches", async () => {
  const cleanup = new Cleanup();
  try {
    const allocDir = scratchDirectory(cleanup);
    const path = join(allocDir, "image.tar");
    writeFileSync(path, "layers");
    await using fake = await fakePodman((connection, request) =>
      (request.path.endsWith("/images/load") ? stall : empty(204))(connection, request),
    );
    const client = clientOf(fake.socketPath);
    const ended = new AbortController();
    const source = { kind: "archive-file", path, reference: undefined } as const;
    const hanging = Array.from({ length: 300 }, () =>
      loadImage(client, { source, allocDir, tlsVerify: true, activityMilliseconds: 60_000 }, ended.signal).catch(
        (error: unknown) => error,
      ),
    );
    await waitFor("some of them", () => fake.requests.length > 10);
    await client.containers.kill("web", "SIGTERM");
    ended.abort();
    for (const error of await Promise.all(hanging)) expect(error).toMatchObject({ code: "cancelled" });
    client.close();
  } finally {
    await cleanup.run();
  }
});
