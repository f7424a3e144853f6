import { deployed, type Running, settled } from "../census.ts";
import type { Cluster } from "../cluster.ts";
import { service } from "../jobs.ts";

const name = "web";

/** Runs the service that several scenarios share, unless it runs already. */
export async function web(cluster: Cluster, count: number): Promise<readonly Running[]> {
  if (!(await runs(cluster))) {
    await cluster.nomad.submit(service({ name, count, version: "first" }));
    await deployed(cluster, name);
  }
  return settled(cluster, { web: count }, 300_000);
}

/** Stops it, if it runs. */
export async function withoutWeb(cluster: Cluster): Promise<void> {
  if (await runs(cluster)) await stopped(cluster, name);
}

/** Stops jobs and waits until no node has anything of any job. */
export async function stopped(cluster: Cluster, ...jobs: readonly string[]): Promise<void> {
  for (const job of jobs) await cluster.nomad.stop(job);
  await settled(cluster, {});
}

async function runs(cluster: Cluster): Promise<boolean> {
  const jobs = await cluster.nomad.get<{ ID: string; Status: string }[]>("/v1/jobs");
  return jobs.some(({ ID, Status }) => ID === name && Status === "running");
}
