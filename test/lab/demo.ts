import { readFileSync } from "node:fs";
import { join } from "node:path";
import { guardedCleanup } from "./cleanup.ts";
import { makeImage } from "./image.ts";
import { redis } from "./images.ts";
import { createLab, type Lab } from "./lab.ts";
import type { Allocation } from "./nomad.ts";
import { driverBinary, nomadBinary, repository } from "./paths.ts";
import { type Progress, progress } from "./progress.ts";
import { check } from "./run.ts";

const jobFile = "examples/jobs/redis.nomad.hcl";

/** Starts Podman and Nomad, each with the line that it leaves behind. */
async function startEverything(lab: Lab, out: Progress): Promise<void> {
  const podmanVersion = (await check(["podman", "--version"])).trim().replace("podman version ", "");
  await out.step(
    `Starting a Podman service`,
    () => lab.podman.start(),
    () => `Podman ${podmanVersion}: a service of its own is up`,
  );
  await out.step(
    `Making the image ${redis.reference}`,
    () => makeImage(lab.podman, redis, lab.directory),
    () => `Image ${redis.reference} made from Debian's redis`,
  );
  const nomadVersion = (await check([nomadBinary(), "version"])).split("\n")[0];
  await out.step(
    "Starting a Nomad agent",
    () => lab.agent.start(),
    () => `${nomadVersion}: a dev agent of its own is up at ${lab.agent.address}`,
  );
  await out.step(
    "Waiting for the driver",
    () => lab.nomad.driver((driver) => driver.Healthy),
    (driver) =>
      `Nomad has loaded ${driverBinary().replace(`${repository}/`, "")}, the driver is healthy: “${driver.HealthDescription}”`,
  );
}

async function startRedis(lab: Lab, out: Progress): Promise<{ readonly allocation: Allocation; readonly port: number }> {
  const allocation = await out.step(
    `Running ${jobFile}`,
    async () => {
      await lab.nomad.submit(readFileSync(join(repository, jobFile), "utf8"));
      return lab.nomad.allocation("redis", (each) => each.DeploymentStatus?.Healthy === true);
    },
    (each) => `${jobFile} runs as allocation ${each.ID.slice(0, 8)} and is healthy`,
  );
  const port = allocation.AllocatedResources?.Shared.Ports?.find(({ Label }) => Label === "redis")?.Value ?? 0;
  return { allocation, port };
}

async function showRedis(lab: Lab, out: Progress, allocation: Allocation, port: number): Promise<void> {
  const id = allocation.ID.slice(0, 8);
  out.heading(`Talking to redis on port ${port}, which Nomad has allocated`);
  for (const words of [
    ["SET", "greeting", "hello from Podman"],
    ["GET", "greeting"],
    ["INCR", "visitors"],
  ]) {
    out.show(`$ redis-cli -p ${port} ${words.map((word) => (word.includes(" ") ? `'${word}'` : word)).join(" ")}`);
    out.show(await check(["redis-cli", "-p", String(port), ...words]));
  }
  const showCommand = async (heading: string, ...words: string[]) => {
    out.heading(heading);
    out.show(`$ nomad ${words.join(" ")}`);
    out.show(await lab.nomad.cli(...words));
  };
  await showCommand("What Nomad knows of it", "alloc", "status", id);
  await lab.nomad.logs(allocation.ID, "redis", "stdout", (text) => text.includes("Ready to accept connections"));
  await showCommand("Its stdout", "alloc", "logs", id);
  await showCommand("Its stderr, apart from it", "alloc", "logs", "-stderr", id);
  await showCommand(
    "A command inside the container",
    "alloc",
    "exec",
    "-i=false",
    "-t=false",
    id,
    "redis-cli",
    "MGET",
    "greeting",
    "visitors",
  );
  out.say("");
}

async function stopRedis(lab: Lab, out: Progress, allocation: Allocation): Promise<void> {
  await out.step(
    "Stopping the job",
    async () => {
      await lab.nomad.stop("redis");
      return lab.nomad.allocation("redis", (each) => each.ClientStatus === "complete");
    },
    (each) => {
      const end = each.TaskStates?.["redis"]?.Events?.find((event) => event.Type === "Terminated");
      return `Stopped with SIGTERM; redis saved its data and ended with exit code ${end?.Details?.["exit_code"] ?? "?"}`;
    },
  );
  const log = await lab.nomad.logs(allocation.ID, "redis", "stdout");
  out.show(log.trimEnd().split("\n").slice(-3).join("\n"));
}

async function keepRunning(lab: Lab, out: Progress, allocation: Allocation, port: number): Promise<never> {
  const id = allocation.ID.slice(0, 8);
  out.heading("Everything keeps running. In another terminal:");
  out.show(
    [
      `export NOMAD_ADDR=${lab.agent.address}${Bun.which("nomad") === null ? ` PATH=${join(nomadBinary(), "..")}:$PATH` : ""}`,
      `nomad job status redis`,
      `nomad alloc logs -f ${id}`,
      `nomad alloc exec ${id} /bin/sh`,
      `nomad job run ${join(repository, "examples/jobs/redis.nomad.hcl")}    # change it, and run it again`,
      `redis-cli -p ${port}`,
      `podman --remote --url unix://${lab.podman.socket} ps    # or inspect, logs, exec`,
    ].join("\n"),
  );
  out.say("\nCtrl-C stops and removes everything.");
  return new Promise<never>(() => setInterval(() => undefined, 3_600_000));
}

async function main(keep: boolean): Promise<void> {
  const out = progress();
  out.heading("nomad-driver-podman: a real redis, run by Nomad in Podman");
  out.say("Podman, Nomad, their data and their networks are made for this demo and removed with it.\n");
  const cleanup = guardedCleanup();
  try {
    const lab = await createLab({ images: [redis] }, cleanup);
    await startEverything(lab, out);
    const { allocation, port } = await startRedis(lab, out);
    await showRedis(lab, out, allocation, port);
    if (keep) {
      await keepRunning(lab, out, allocation, port);
    }
    await stopRedis(lab, out, allocation);
  } finally {
    await out.step(
      "Removing everything",
      () => cleanup.run(),
      () => "Removed: processes, containers, networks, files",
    );
  }
  out.say("\nNext: ./scripts/demo --keep leaves it running for you to try; README.md says how to install the driver.");
}

main(process.argv.includes("--keep")).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.stderr.write("What to do: ./scripts/setup installs and builds what is missing; ./scripts/demo then begins anew.\n");
    process.exit(1);
  },
);
