/** README's "Docker's jobs", followed word by word: Nomad's Docker driver is replaced, and its jobs run on Podman as they are. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { driverLabel } from "../../src/core/names.ts";
import { consoleCommands, documentText, fencedBlocks, section } from "../docs/documents.ts";
import { guardedCleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { makeImage } from "../lab/image.ts";
import { busybox } from "../lab/images.ts";
import { createLab } from "../lab/lab.ts";
import type { Allocation } from "../lab/nomad.ts";
import { waitFor } from "../lab/wait-for.ts";
import { dockerJobs, jobText, waiting } from "./docker-jobs.ts";
import { follow, pluginDirectory } from "./follow.ts";
import { exampleJob } from "./job.ts";

setDefaultTimeout(150_000);

const readme = section(documentText("README.md"), "Docker's jobs");

/** The block that the agent had for Nomad's own driver. */
const blockOfBefore = (socket: string) => `config {
  endpoint     = "unix://${socket}"
  infra_image  = "registry.example/pause:3.3"
  extra_labels = ["job_name"]
  volumes {
    enabled = true
  }
}`;

const cleanup = guardedCleanup();
const lab = forFile(
  await createLab(
    {
      images: [],
      withoutPlugin: true,
      configs: (socket, settings) => [
        (fencedBlocks(readme, "hcl")[0] ?? "")
          .replace(pluginDirectory, settings.pluginDirectory)
          .replace("config {}", blockOfBefore(socket)),
        `client {
          options {
            "driver.allowlist" = "docker"
          }
        }
        server {
          default_scheduler_config {
            memory_oversubscription_enabled = true
          }
        }`,
      ],
    },
    cleanup,
  ),
);
for (const command of consoleCommands(readme)) await follow(command, lab);
// Docker's name for it, so that no registry is asked.
await makeImage(lab.podman, { ...busybox, reference: "docker.io/library/busybox:1" }, lab.directory);

const hasEnded = ({ ClientStatus }: Allocation) => ClientStatus === "complete" || ClientStatus === "failed";

test("Nomad takes the executable for its own driver, with Docker's attributes", async () => {
  const { Attributes: found } = await lab.nomad.driver(({ Healthy }) => Healthy, 30_000, "docker");
  const Attributes = found ?? {};
  expect(Attributes).toMatchObject({
    "driver.docker": "true",
    "driver.docker.volumes.enabled": "true",
    "driver.docker.os_type": "linux",
    "driver.docker.version": (await lab.podman.podman("version", "--format", "{{.Server.Version}}")).trim(),
  });
  expect(Attributes["driver.docker.runtimes"]).toMatch(/^(runc|crun)$/);
  expect(Attributes).not.toHaveProperty("driver.docker.privileged.enabled");
});

test.each(dockerJobs)("the job $name runs unchanged", async (job) => {
  const { name, type = "service", output, further, page } = job;
  await lab.nomad.submit(jobText(job));
  const runs = type === "service" || type === "system";
  const { ID, AllocatedResources } = await lab.nomad.allocation(
    name,
    (each) => hasEnded(each) || (runs && each.ClientStatus === "running"),
  );
  const text = await lab.nomad.logs(ID, "main", "stdout", (read) =>
    typeof output === "string" ? read === output : output.test(read),
  );
  if (further !== undefined) await lab.nomad.logs(ID, further[0], "stdout", (read) => read === further[1]);
  if (page !== undefined) {
    const { HostIP, Value } = AllocatedResources?.Shared.Ports?.[0] ?? {};
    const url = `http://${HostIP}:${Value}/i`;
    expect(await waitFor(url, async () => (await fetch(url)).text())).toBe(page);
  }
  if (runs) {
    const labels = `{{index .Config.Labels "${driverLabel}"}} {{index .Config.Labels "com.hashicorp.nomad.job_name"}}`;
    expect((await lab.podman.podman("inspect", "--format", labels, `main-${ID}`)).trim()).toBe(`docker ${name}`);
    await lab.nomad.stop(name);
  }
  const ended = await lab.nomad.allocation(name, hasEnded);
  expect(ended.ClientStatus).toBe("complete");
  expect(text).not.toBe("");
});

test("nomad alloc exec, logs -stderr, signal and restart work on a task as with Docker", async () => {
  const script = `echo up; trap 'echo hung up >&2' HUP; ${waiting}`;
  await lab.nomad.submit(jobText({ name: "operated", tasks: [{ script }] }));
  const { ID } = await lab.nomad.allocation("operated", ({ ClientStatus }) => ClientStatus === "running");
  const container = async () => (await lab.podman.podman("inspect", "--format", "{{.Id}}", `main-${ID}`)).trim();
  expect(await lab.nomad.cli("alloc", "exec", "-task", "main", ID, "echo", "inside")).toBe("inside\n");
  expect((await lab.nomad.tryCli("alloc", "exec", "-task", "main", ID, "sh", "-c", "exit 7")).exitCode).toBe(7);
  await lab.nomad.logs(ID, "main", "stdout", (text) => text === "up\n");
  await lab.nomad.cli("alloc", "signal", "-s", "SIGHUP", ID, "main");
  await lab.nomad.logs(ID, "main", "stderr", (text) => text === "hung up\n");
  const before = await container();
  await lab.nomad.cli("alloc", "restart", ID, "main");
  await lab.nomad.allocation("operated", ({ TaskStates }) => {
    const main = TaskStates?.["main"];
    return main?.Restarts === 1 && main.State === "running" && !main.Failed;
  });
  await lab.nomad.logs(ID, "main", "stdout", (text) => text === "up\nup\n");
  expect(await container()).not.toBe(before);
  await lab.nomad.stop("operated");
});

test("the example docker runs", async () => {
  await lab.nomad.submit(exampleJob("docker").replace("localhost/busybox:1", "busybox:1"));
  const { ID } = await lab.nomad.allocation("docker", ({ ClientStatus }) => ClientStatus === "running");
  await lab.nomad.logs(ID, "web", "stdout", (text) => text === "serving in /srv/web\n");
});

test("what cannot be done on Podman fails the task with the way out", async () => {
  const tasks = [{ script: "exit 0", config: 'mount {\n type = "volume"\n source = "/srv"\n target = "/a"\n }' }];
  await lab.nomad.submit(jobText({ name: "refused", type: "batch", tasks }));
  const { TaskStates } = await lab.nomad.allocation("refused", hasEnded);
  const messages = TaskStates?.["main"]?.Events?.map(({ DisplayMessage }) => DisplayMessage).join("\n");
  expect(messages).toContain('mount[0].source = "/srv": the name of a volume has no slash; for a path of the node write');
});
