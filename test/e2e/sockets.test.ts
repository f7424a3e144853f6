import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { guardedCleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { makeImage } from "../lab/image.ts";
import { busybox } from "../lab/images.ts";
import { openLab } from "../lab/lab.ts";
import { type PodmanService, podmanService } from "../lab/podman-service.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { waitFor } from "../lab/wait-for.ts";
import { shellJob } from "./job.ts";

// Nomad takes its time for most things; what hangs has its own, shorter bound.
setDefaultTimeout(150_000);

const cleanup = forFile(guardedCleanup());
const directory = join(scratchDirectory(cleanup), "p");
mkdirSync(directory);
const second = await podmanService(directory, cleanup);
await second.start();
await makeImage(second, busybox, directory);
const lab = forFile(
  await openLab({
    images: [busybox],
    configs: (socket) => [
      `plugin "nomad-driver-podman" {
      config {
        socket {
          name        = "default"
          socket_path = "unix://${socket}"
        }
        socket {
          name        = "second"
          socket_path = "unix://${second.socket}"
        }
      }
    }`,
    ],
  }),
);

const script = "trap 'echo told; exit 0' TERM; echo up; while :; do sleep 0.1; done";

const namesOn = async (podman: Pick<PodmanService, "podman">) => (await podman.podman("ps", "--format", "{{.Names}}")).trim();

/** Runs a job on a socket until it has said that it is up. */
async function running(name: string, socket?: string): Promise<string> {
  await lab.nomad.submit(shellJob({ name, script, config: socket === undefined ? "" : `socket = "${socket}"` }));
  const { ID } = await lab.nomad.allocation(name, ({ ClientStatus }) => ClientStatus === "running");
  await lab.nomad.logs(ID, "main", "stdout", (text) => text === "up\n");
  return ID;
}

test("a node has the attributes of both sockets, and a job runs on the one that it names", async () => {
  const { Attributes } = await lab.nomad.driver(({ Healthy }) => Healthy);
  expect(Attributes).toMatchObject({
    "driver.podman.socketName": "default",
    "driver.podman.second.socketName": "second",
    "driver.podman.second.health": "healthy",
  });
  const [first, other] = [await running("on-default"), await running("on-second", "second")];
  expect(await namesOn(lab.podman)).toBe(`main-${first}`);
  expect(await namesOn(second)).toBe(`main-${other}`);
});

test("a socket that goes away is named and blocks no job on the other, and its tasks are supervised again once it is back", async () => {
  await second.stop("SIGKILL");
  const { Healthy, HealthDescription } = await lab.nomad.driver((driver) => driver.HealthDescription.includes("second"));
  expect(Healthy).toBe(true);
  expect(HealthDescription).toContain(second.socket);
  await running("beside");

  await lab.nomad.submit(shellJob({ name: "refused", type: "batch", script: "exit 0", config: 'socket = "second"' }));
  const refused = await lab.nomad.allocation("refused", ({ ClientStatus }) => ClientStatus === "failed");
  const messages = (refused.TaskStates?.["main"]?.Events ?? []).map(({ DisplayMessage }) => DisplayMessage);
  expect(messages.join("\n")).toContain(second.socket);

  await second.start();
  await lab.nomad.driver(({ HealthDescription: text }) => !text.includes("second"));
  const { ID, TaskStates } = await lab.nomad.allocation("on-second", () => true);
  expect(TaskStates?.["main"]).toMatchObject({ State: "running", Restarts: 0 });
  await lab.nomad.stop("on-second");
  await lab.nomad.logs(ID, "main", "stdout", (text) => text === "up\ntold\n");
  await waitFor("the container to go", async () => (await namesOn(second)) === "");
});
