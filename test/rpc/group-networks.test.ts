import { expect, test } from "bun:test";
import { docker } from "../../src/dialects/docker/docker.ts";
import { serveDriver } from "../lab/plugin-client-server.ts";

test("CreateNetwork and DestroyNetwork are there for jobs of Docker", async () => {
  const calls: string[] = [];
  const { driver, close } = await serveDriver(
    {
      createNetwork: async (...given) => {
        calls.push(`create ${given}`);
        return { path: "/run/netns/a", labels: { b: "c" }, created: true };
      },
      destroyNetwork: async (...given) => void calls.push(`destroy ${given}`),
      logCollectionDisabled: false,
    },
    docker(),
  );
  try {
    expect((await driver.Capabilities({})).capabilities).toMatchObject({ mustCreateNetwork: true });
    expect(await driver.CreateNetwork({ allocId: "a", hostname: "web" })).toMatchObject({
      isolationSpec: { mode: 1, path: "/run/netns/a", labels: { b: "c" } },
      created: true,
    });
    await driver.DestroyNetwork({ allocId: "a", isolationSpec: { path: "/etc/passwd" } });
    expect(calls).toEqual(["create a,web", "destroy a"]);
  } finally {
    close();
  }
});
