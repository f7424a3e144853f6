/** One executable under several names in plugin_dir, on one Podman: each is another driver, with its own tasks. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, rmSync } from "node:fs";
import { driverLabel } from "../../src/core/names.ts";
import { forFile } from "../lab/for-file.ts";
import { busybox } from "../lab/images.ts";
import { openLab } from "../lab/lab.ts";
import { systemdRoot } from "../lab/paths.ts";
import { kill, processesWhere } from "../lab/processes.ts";
import { waitFor } from "../lab/wait-for.ts";
import { exampleJob } from "./job.ts";

setDefaultTimeout(150_000);

const lab = forFile(
  await openLab({
    images: [busybox],
    alsoAs: ["containerd-driver", "nspawn", "any-name"],
    pluginConfig: `gc { dangling_containers { period = "1s"\ncreation_grace = "1s" } }`,
    configs: (socket) => [
      `plugin "containerd-driver" {
        config {
          containerd_runtime = "io.containerd.runc.v2"
          socket_path        = "unix://${socket}"
        }
      }
      plugin "nspawn" {
        config {
          socket_path = "unix://${socket}"
        }
      }
      plugin "any-name" {
        args = ["--as", "docker"]
        config {
          endpoint = "unix://${socket}"
        }
      }
      client {
        options {
          "driver.allowlist" = "podman,containerd-driver,nspawn,docker"
        }
      }`,
    ],
  }),
);

const task = (driver: string, config: string, memory = 32) => `
    task "${driver}" {
      driver = "${driver}"
      config {
        ${config}
      }
      resources {
        cpu    = 50
        memory = ${memory}
      }
    }`;

const sleeping = `image = "localhost/busybox:1"
        command = "/bin/sh"
        args = ["-c", "echo up; trap 'exit 0' TERM; while :; do sleep 0.1; done"]`;

const drivers = ["podman", "containerd-driver", "nspawn"];

const job = `
job "side-by-side" {
  group "group" {
    restart {
      attempts = 0
      mode     = "fail"
    }
    ${task("podman", sleeping)}
    ${task("containerd-driver", `${sleeping}\n        cwd = "/usr/bin"\n        cap_add = ["CAP_SYS_ADMIN"]`)}
    ${task("nspawn", `image = "${systemdRoot()}"\n        ephemeral = true\n        resolv_conf = "copy-host"`, 512)}
  }
}
`;

/** Names of the containers of a driver. */
async function containersOf(driver: string): Promise<string> {
  return (await lab.podman.podman("ps", "--filter", `label=${driverLabel}=${driver}`, "--format", "{{.Names}}")).trim();
}

test("each name in plugin_dir is a driver with attributes of its own", async () => {
  const { Attributes: found, HealthDescription } = await lab.nomad.driver(
    ({ Healthy }) => Healthy,
    30_000,
    "containerd-driver",
  );
  const Attributes = found ?? {};
  expect(HealthDescription).toBe("All Podman sockets are responding.");
  expect(Attributes).toMatchObject({ "driver.containerd-driver": "true" });
  expect(Attributes["driver.containerd.containerd_version"]).toBe(Attributes["driver.containerd-driver.version"] ?? "");
  expect(Object.keys(Attributes).filter((name) => name.startsWith("driver.podman"))).toEqual([]);
});

test("a file of any name is the driver that args name", async () => {
  const { Attributes } = await lab.nomad.driver(({ Healthy }) => Healthy, 30_000, "docker");
  expect(Attributes).toMatchObject({ "driver.docker": "true", "driver.docker.os_type": "linux" });
});

test("tasks of several drivers run side by side in one group", async () => {
  await lab.nomad.submit(job);
  const { ID } = await lab.nomad.allocation("side-by-side", ({ ClientStatus }) => ClientStatus === "running");
  for (const driver of drivers) {
    await lab.nomad.logs(ID, driver, "stdout", (text) => text === "up\n" || text.includes("Reached target"));
    expect(await containersOf(driver)).toBe(`${driver}-${ID}`);
  }
});

test("a Debian with systemd boots under nspawn's defaults, with the allocation's id", async () => {
  const { ID } = await lab.nomad.allocation("side-by-side", ({ ClientStatus }) => ClientStatus === "running");
  const said = async (...command: string[]) =>
    (await lab.nomad.tryCli("alloc", "exec", "-task", "nspawn", ID, ...command)).stdout.trim();
  const starting = ["", "initializing", "starting", "offline"];
  await waitFor("systemd", async () => !starting.includes(await said("systemctl", "is-system-running")));
  expect(await said("systemctl", "is-system-running")).toBe("running");
  expect(await said("cat", "/etc/machine-id")).toBe(ID.replaceAll("-", ""));
});

test("the sweep of one driver leaves the containers of another", async () => {
  const { ID } = await lab.nomad.allocation("side-by-side", ({ ClientStatus }) => ClientStatus === "running");
  const gone = ["--label", "com.hashicorp.nomad.alloc_id=gone", "--volume", `${lab.directory}/gone:/alloc`];
  mkdirSync(`${lab.directory}/gone`);
  await lab.podman.podman("run", "--detach", "--name", "dangling", ...gone, "localhost/busybox:1", "sleep", "1000");
  rmSync(`${lab.directory}/gone`, { recursive: true });
  await waitFor("the sweep", async () => (await lab.podman.podman("ps", "-aq", "--filter", "name=dangling")).trim() === "");
  for (const driver of drivers) expect(await containersOf(driver)).toBe(`${driver}-${ID}`);
});

test("a killed plugin touches nothing of the others, and its successor takes up its task", async () => {
  const { ID } = await lab.nomad.allocation("side-by-side", ({ ClientStatus }) => ClientStatus === "running");
  const plugins = () => processesWhere("cmdline", (words) => words[0]?.endsWith("/plugins/containerd-driver") === true);
  const [before] = plugins();
  kill(before ?? 0);
  await waitFor("another plugin", async () => plugins().some((pid) => pid !== before));
  await lab.nomad.driver(({ Healthy }) => Healthy, 60_000, "containerd-driver");
  const { TaskStates } = await lab.nomad.allocation("side-by-side", ({ ClientStatus }) => ClientStatus === "running");
  expect(TaskStates).toMatchObject({
    podman: { State: "running", Restarts: 0 },
    nspawn: { State: "running", Restarts: 0 },
    "containerd-driver": { State: "running", Restarts: 0 },
  });
  await lab.nomad.stop("side-by-side");
  await lab.nomad.allocation("side-by-side", ({ ClientStatus }) => ClientStatus === "complete");
  await waitFor("the containers to go", async () => (await lab.podman.podman("ps", "-aq")).trim() === "");
  expect(ID).not.toBe("");
});

test.each([
  ["containerd", "shell", "running in /srv/work\n"],
  ["nspawn", "debian", "Reached target"],
])("the example %s runs", async (name, task, output) => {
  await lab.nomad.submit(exampleJob(name).replaceAll("/var/lib/machines/debian", systemdRoot()));
  const { ID } = await lab.nomad.allocation(name, ({ ClientStatus }) => ClientStatus === "running");
  await lab.nomad.logs(ID, task, "stdout", (text) => text.includes(output));
  await lab.nomad.stop(name);
  const ended = await lab.nomad.allocation(name, ({ ClientStatus }) => ClientStatus === "complete");
  expect(ended.TaskStates?.[task]).toMatchObject({ State: "dead", Failed: false });
});
