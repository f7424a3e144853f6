/** docs/migrating.md, "From the built-in Docker driver", followed word by word on a node whose jobs run. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { driverLabel } from "../../src/core/names.ts";
import { consoleCommands, documentText, section } from "../docs/documents.ts";
import { guardedCleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { makeImage } from "../lab/image.ts";
import { busybox } from "../lab/images.ts";
import { createLab } from "../lab/lab.ts";
import { type Allocation, describe } from "../lab/nomad.ts";
import { jobText, waiting } from "./docker-jobs.ts";
import { follow } from "./follow.ts";
import { noRetries } from "./job.ts";

setDefaultTimeout(150_000);

const commands = consoleCommands(section(documentText("docs/migrating.md"), "From the built-in Docker driver"));
const [install = ""] = commands.filter((command) => command.startsWith("install "));
const wayBack = commands
  .filter((command) => !command.includes("plugin.version"))
  .map((command) => (command === install ? "rm /opt/nomad/plugins/docker" : command));

// Podman's own Docker API stands for Docker's daemon: Nomad's driver takes it for one.
const lab = forFile(
  await createLab(
    {
      images: [],
      withoutPlugin: true,
      stateful: true,
      configs: (socket, { pluginDirectory }) => [
        `plugin_dir = "${pluginDirectory}"
        plugin "docker" {
          config {
            endpoint = "unix://${socket}"
          }
        }
        plugin "raw_exec" {
          config {
            enabled = true
          }
        }
        client {
          options {
            "driver.allowlist" = "docker,raw_exec"
          }
        }`,
      ],
    },
    guardedCleanup(),
  ),
);
await lab.podman.start();
await makeImage(lab.podman, { ...busybox, reference: "docker.io/library/busybox:1" }, lab.directory);
await lab.agent.start();

const web = jobText({ name: "web", tasks: [{ script: `echo up; ${waiting}` }] });
const host = `job "host" {
  group "group" {
    ${noRetries}
    task "main" {
      driver = "raw_exec"
      config {
        command = "/bin/sleep"
        args    = ["1000"]
      }
    }
  }
}`;

const isRunning = ({ ClientStatus }: Allocation) => ClientStatus === "running";

/** The allocation in which the job runs, and its container's driver: empty for Nomad's own. */
async function runningWeb(accept: (allocation: Allocation) => boolean = () => true) {
  const allocation = await lab.nomad.allocation("web", (each) => isRunning(each) && accept(each));
  await lab.nomad.logs(allocation.ID, "main", "stdout", (text) => text.includes("up\n"));
  const label = await lab.podman.podman(
    "inspect",
    "--format",
    `{{index .Config.Labels "${driverLabel}"}}`,
    `main-${allocation.ID}`,
  );
  return { allocation, driver: label.trim() };
}

/** Waits until Nomad's own driver serves the node: this one has an attribute more. */
async function ownDriver(): Promise<void> {
  const attribute = "driver.docker.plugin.version";
  await lab.nomad.driver(({ Healthy, Attributes }) => Healthy && Attributes?.[attribute] === undefined, 60_000, "docker");
}

test("the walk drains the node, and Nomad places its jobs again, on Podman", async () => {
  await ownDriver();
  await lab.nomad.submit(web);
  await lab.nomad.submit(host);
  const before = await runningWeb();
  expect(before.driver).toBe("");
  await lab.nomad.allocation("host", isRunning);

  const [drain = "", ...further] = commands;
  await follow(drain, lab);
  expect((await lab.nomad.allocation("web", ({ ClientStatus }) => ClientStatus === "complete")).ID).toBe(before.allocation.ID);
  await lab.nomad.submit(jobText({ name: "later", tasks: [{ script: waiting }] }));
  let shown = "";
  for (const command of further) shown += await follow(command, lab);
  expect(shown).toMatch(/^driver\.docker\.plugin\.version\s+= \S+\n/m);

  const after = await runningWeb(({ ID }) => ID !== before.allocation.ID);
  expect(after.driver).toBe("docker");
  for (const name of ["host", "later"]) await lab.nomad.allocation(name, isRunning);
});

test("the way back is the same with the file removed", async () => {
  const before = await runningWeb();
  for (const command of wayBack) await follow(command, lab);
  await ownDriver();
  const after = await runningWeb(({ ID }) => ID !== before.allocation.ID);
  expect(after.driver).toBe("");
});

test("without a drain a task of Nomad's own driver is started again, and its events have the command that ends it", async () => {
  const { allocation } = await runningWeb();
  const id = (await lab.podman.podman("inspect", "--format", "{{.Id}}", `main-${allocation.ID}`)).trim().slice(0, 12);
  await follow(install, lab);
  await follow("systemctl restart nomad", lab);
  const wanted = `it cannot be recovered: end what may still run of it with docker rm --force ${id}, and drain a node before its driver is replaced`;
  const { allocation: after } = await runningWeb((each) => describe(each).includes(wanted));
  expect(after.ID).toBe(allocation.ID);
  // The socket is the one that Nomad's driver used: so the container is there.
  expect(describe(after)).toContain(`Took over container ${id}`);
});
