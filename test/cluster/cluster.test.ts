import { expect, setDefaultTimeout, test } from "bun:test";
import { guardedCleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { openCluster } from "./cluster.ts";
import { scenarios } from "./scenarios.ts";

// A scenario has a bound for each of its waits; these are together under three minutes on two cores.
setDefaultTimeout(300_000);

const cleanup = forFile(guardedCleanup());
const cluster = await openCluster({ servers: 3, clients: 3 }, cleanup);

test.each(scenarios.map(({ title, run }) => [title, run] as const))("%s", async (_, run) => {
  const figures = await run(cluster, 12);
  expect(Object.values(figures).every((figure) => figure >= 0)).toBeTrue();
});
