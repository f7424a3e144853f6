import assert from "node:assert/strict";
import { join } from "node:path";
import { Cleanup } from "../../lab/cleanup.ts";
import { makeImage } from "../../lab/image.ts";
import { startRegistry } from "../../lab/registry.ts";
import { type RegistryRequest, startRegistryProxy } from "../../lab/registry-proxy.ts";
import { check } from "../../lab/run.ts";
import { restartsOf, settled } from "../census.ts";
import type { Cluster } from "../cluster.ts";
import { service } from "../jobs.ts";
import { type Scenario, stopwatch } from "../scenario.ts";
import { stopped, withoutWeb } from "./web.ts";

export const crowdedPull: Scenario = {
  name: "crowded-pull",
  title: "All nodes pull an image at once; the registry answers every third request with 429",
  holds: "Every task starts; each node downloads each blob once.",
  run: async (cluster, count) => {
    await withoutWeb(cluster);
    await using cleanup = new Cleanup();
    const registry = await startRegistry(cleanup, cluster.directory);
    const counted = { asked: 0, rejected: 0, served: new Map<string, string[]>() };
    const proxy = startRegistryProxy(cleanup, registry, (request) => everyThird(request, counted), cluster.network.gateway);
    await publish(cluster, registry.host);
    const time = stopwatch();
    const image = `${proxy.host}/pulled:1`;
    const config = "auth {\n tls_verify = false\n}";
    await cluster.nomad.submit(service({ name: "pulled", count, version: "first", image, config }));
    const running = await settled(cluster, { pulled: count }, 400_000);
    const seconds = time();
    const nodes = new Set(running.map(({ allocation }) => allocation.NodeName));
    assert.equal(nodes.size, cluster.nodes.length);
    for (const { name, machine } of cluster.nodes) {
      const blobs = counted.served.get(machine.address) ?? [];
      // The image has a configuration and a layer.
      assert.deepEqual([name, blobs.length, new Set(blobs).size], [name, 2, 2]);
    }
    const restarts = await restartsOf(cluster, "pulled");
    await stopped(cluster, "pulled");
    return { seconds, requests: counted.asked, "of these answered with 429": counted.rejected, restarts };
  },
};

/** Puts an image with a layer of its own into the registry, and leaves no node with it. */
async function publish(cluster: Cluster, registry: string): Promise<void> {
  const node = cluster.nodes[0];
  assert.ok(node);
  const reference = "localhost/pulled:1";
  await makeImage(node, { reference, files: { "/etc/pulled": "this layer is in no other image\n" } }, cluster.directory);
  const archive = join(cluster.directory, "pulled.tar");
  await node.podman("save", "--quiet", "--output", archive, reference);
  await node.podman("rmi", reference);
  await check([
    "skopeo",
    "copy",
    "--quiet",
    "--dest-tls-verify=false",
    `docker-archive:${archive}`,
    `docker://${registry}/pulled:1`,
  ]);
}

interface Counted {
  asked: number;
  rejected: number;
  /** Paths of the blobs that each address was given. */
  readonly served: Map<string, string[]>;
}

function everyThird({ path, from }: RegistryRequest, counted: Counted): Response | undefined {
  counted.asked += 1;
  if (counted.asked % 3 === 0) {
    counted.rejected += 1;
    return Response.json({ errors: [{ code: "TOOMANYREQUESTS" }] }, { status: 429, headers: { "retry-after": "1" } });
  }
  if (path.includes("/blobs/")) counted.served.set(from, [...(counted.served.get(from) ?? []), path]);
  return undefined;
}
