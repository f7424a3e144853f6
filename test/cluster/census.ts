import type { TaskState } from "../lab/nomad.ts";
import { waitFor } from "../lab/wait-for.ts";
import { type Cluster, nodeStatus } from "./cluster.ts";
import type { Container } from "./node.ts";

/** An allocation as the servers list it. */
export interface AllocationStub {
  readonly ID: string;
  readonly Name: string;
  readonly JobID: string;
  readonly JobVersion: number;
  readonly NodeName: string;
  readonly ClientStatus: string;
  readonly DesiredStatus: string;
  readonly TaskStates: Readonly<Record<string, TaskState>> | null;
}

/** An allocation that runs, and its container. */
export interface Running {
  readonly allocation: AllocationStub;
  readonly container: Container;
}

/** All allocations that the servers know. */
export async function allocations(cluster: Cluster, job?: string): Promise<readonly AllocationStub[]> {
  const all = await cluster.nomad.get<AllocationStub[]>("/v1/allocations");
  return job === undefined ? all : all.filter(({ JobID }) => JobID === job);
}

/** How many restarts Nomad counts for the tasks of a job. */
export async function restartsOf(cluster: Cluster, job: string): Promise<number> {
  const states = (await allocations(cluster, job)).flatMap(({ TaskStates }) => Object.values(TaskStates ?? {}));
  return states.reduce((sum, { Restarts }) => sum + Restarts, 0);
}

/** Waits until the deployment of a job's version is done: before that, Nomad replaces no allocation whose node has gone. */
export async function deployed(cluster: Cluster, job: string, version = 0): Promise<void> {
  await waitFor(
    `the deployment of ${job}`,
    async () => {
      const found = await cluster.nomad.get<{ JobVersion: number; Status: string } | null>(`/v1/job/${job}/deployment`);
      return found?.JobVersion === version && found.Status === "successful";
    },
    { timeout: 480_000, interval: 300 },
  );
}

/** What is wrong with the cluster, as lines; and what runs. */
async function census(
  cluster: Cluster,
  counts: Readonly<Record<string, number>>,
): Promise<{ wrong: string[]; all: Running[] }> {
  const wrong: string[] = [];
  const all: Running[] = [];
  const known = await nodeStatus(cluster);
  const stubs = (await allocations(cluster)).filter(
    ({ ClientStatus }) => ClientStatus === "running" || ClientStatus === "pending",
  );
  for (const node of cluster.nodes) {
    if (known.get(node.name)?.Status !== "ready") {
      wrong.push(`${node.name} is ${known.get(node.name)?.Status}`);
      continue;
    }
    const expected = new Map(stubs.filter(({ NodeName }) => NodeName === node.name).map((stub) => [`main-${stub.ID}`, stub]));
    for (const container of await node.containers()) {
      const name = container.Names[0] ?? "";
      const allocation = expected.get(name);
      expected.delete(name);
      if (allocation === undefined) wrong.push(`${node.name} has ${name} (${container.State}), which nobody wants`);
      else if (container.State !== "running") wrong.push(`${node.name}: ${name} is ${container.State}`);
      else all.push({ allocation, container });
    }
    wrong.push(...[...expected.keys()].map((name) => `${node.name} lacks ${name}`));
  }
  for (const [job, count] of Object.entries(counts)) {
    const names = all.filter(({ allocation }) => allocation.JobID === job).map(({ allocation }) => allocation.Name);
    if (names.length !== count || new Set(names).size !== count) {
      wrong.push(`${job}: ${names.length} tasks of ${new Set(names).size} names, not ${count}`);
    }
  }
  wrong.push(
    ...all.filter(({ allocation }) => !(allocation.JobID in counts)).map(({ allocation }) => `${allocation.Name} still runs`),
  );
  return { wrong, all };
}

/**
 * Waits until the cluster runs exactly `counts` tasks of each job, each name once, and no node has any other container; twice in
 * a row, so that what is about to change counts as wrong.
 *
 * @throws Error with the first differences
 */
export async function settled(
  cluster: Cluster,
  counts: Readonly<Record<string, number>>,
  timeout = 180_000,
): Promise<readonly Running[]> {
  let clean = 0;
  return waitFor(
    `the cluster to run ${JSON.stringify(counts)}`,
    async () => {
      const { wrong, all } = await census(cluster, counts);
      clean = wrong.length === 0 ? clean + 1 : 0;
      if (wrong.length > 0) throw new Error(`${wrong.length} differences: ${wrong.slice(0, 5).join("; ")}`);
      return clean >= 2 ? all : undefined;
    },
    { timeout, interval: 700 },
  );
}

/** What tells whether tasks are still the same: allocation, container and the time that it was started at. */
export function identities(running: readonly Running[]): string[] {
  return running.map(({ allocation, container }) => `${allocation.ID} ${container.Id} ${container.StartedAt}`).sort();
}
