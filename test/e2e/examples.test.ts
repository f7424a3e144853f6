import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documentText } from "../docs/documents.ts";
import { guardedCleanup } from "../lab/cleanup.ts";
import { makeImage } from "../lab/image.ts";
import { busybox } from "../lab/images.ts";
import { stopAllJobs } from "../lab/lab.ts";
import { nomadAt } from "../lab/nomad.ts";
import { driverBinary, nomadBinary } from "../lab/paths.ts";
import { podmanService } from "../lab/podman-service.ts";
import { freePorts } from "../lab/ports.ts";
import { kill, processesWhere } from "../lab/processes.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { shellJob } from "./job.ts";

// Nomad takes its time for most things; what hangs has its own, shorter bound.
setDefaultTimeout(150_000);

/** What a test's agent needs besides the example: nothing beyond loopback, and no cloud metadata addresses, which time out. */
function surroundings(http: number, rpc: number, serf: number): string {
  return `
    bind_addr = "127.0.0.1"
    ports { http = ${http}, rpc = ${rpc}, serf = ${serf} }
    advertise { http = "127.0.0.1", rpc = "127.0.0.1", serf = "127.0.0.1" }
    client { options { "fingerprint.denylist" = "env_aws,env_gce,env_azure,env_digitalocean" } }
  `.replaceAll(", ", "\n");
}

test("the agents of examples/nomad run on one machine as their headers say, find Podman and run a task", async () => {
  const [server = "", client = ""] = ["server", "client"].map((name) => documentText(`examples/nomad/${name}.hcl`));
  // Neither takes the other's ports or directory: each says its own, or Nomad's default.
  const claims = [server, client].map((text) => [
    /http\s*= (\d+)/.exec(text)?.[1] ?? "4646",
    /data_dir\s*= (\S+)/.exec(text)?.[1],
  ]);
  expect(claims[0]?.[0]).not.toBe(claims[1]?.[0]);
  expect(claims[0]?.[1]).not.toBe(claims[1]?.[1]);

  const cleanup = guardedCleanup();
  try {
    const directory = scratchDirectory(cleanup);
    const [serverHttp = 0, rpc = 0, serf = 0, clientHttp = 0, ...unused] = await freePorts(6);
    const podman = await podmanService(join(directory, "p"), cleanup);
    await podman.start();
    await makeImage(podman, busybox, directory);
    const plugins = join(directory, "opt/nomad/plugins");
    mkdirSync(plugins, { recursive: true });
    symlinkSync(driverBinary(), join(plugins, "nomad-driver-podman"));
    cleanup.defer(() => {
      for (const pid of processesWhere("environ", (variables) => variables.includes(`TMPDIR=${directory}`))) kill(pid);
    });
    const run = (name: string, text: string, around: string) => {
      expect(text).toContain(`nomad agent -config ${name}.hcl`);
      const example = text
        .replaceAll("/opt/nomad", `${directory}/opt/nomad`)
        .replaceAll("127.0.0.1:4647", `127.0.0.1:${rpc}`)
        .replaceAll("unix:///run/podman/podman.sock", `unix://${podman.socket}`);
      writeFileSync(join(directory, `${name}.hcl`), example);
      writeFileSync(join(directory, `${name}-test.hcl`), around);
      Bun.spawn([nomadBinary(), "agent", "-config", `${name}.hcl`, "-config", `${name}-test.hcl`], {
        cwd: directory,
        env: { ...process.env, TMPDIR: directory },
        stdio: ["ignore", Bun.file(join(directory, `${name}.log`)), "ignore"],
        detached: true,
      });
    };
    run("server", server, surroundings(serverHttp, rpc, serf));
    run("client", client, surroundings(clientHttp, unused[0] ?? 0, unused[1] ?? 0));

    const nomad = nomadAt(`http://127.0.0.1:${serverHttp}`);
    await nomad.driver((driver) => driver.Healthy, 60_000);
    cleanup.defer(() => stopAllJobs(nomad));
    await nomad.submit(shellJob({ name: "example", type: "batch", script: "echo done; exit 0" }));
    const ended = await nomad.allocation("example", (each) => each.TaskStates?.["main"]?.State === "dead");
    expect(ended.ClientStatus).toBe("complete");
    await nomad.logs(ended.ID, "main", "stdout", (text) => text === "done\n");
  } finally {
    await cleanup.run();
  }
});
