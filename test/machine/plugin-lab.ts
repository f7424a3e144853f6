/** The driver's executable with both Podmans of the emulated machine configured, and tasks on either. */
import { chmodSync } from "node:fs";
import type { TaskConfig } from "../../src/core/task-config.ts";
import { hashicorp } from "../../src/rpc/gen/protocol.js";
import { Cleanup } from "../lab/cleanup.ts";
import { launchPlugin, type PluginClient } from "../lab/plugin-client.ts";
import { type TaskFixture, taskFixture } from "../lab/plugin-client-task.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { waitFor } from "../lab/wait-for.ts";
import { type GuestPodman, importBusybox, patience, rootPodman, userPodman } from "./guest.ts";

const { StartTaskResponse } = hashicorp.nomad.plugins.drivers.proto;
type Proto = typeof hashicorp.nomad.plugins.drivers.proto;
type Handle = InstanceType<Proto["TaskHandle"]>;

/** What tasks write as `socket`. */
export const podmans: readonly (GuestPodman & { readonly name: string })[] = [
  { ...rootPodman, name: "default" },
  { ...userPodman, name: "user" },
];

/** A task that was started. */
export interface GuestTask extends TaskFixture {
  readonly handle: Handle;
  /** The container's process on the machine. */
  pid(): Promise<number>;
  /** What the driver has told of it so far. */
  events(): readonly string[];
  /** What the driver warned of at its start. */
  warnings(): Promise<readonly string[]>;
}

export interface PluginLab extends AsyncDisposable {
  /** The one that runs now. */
  plugin(): PluginClient;
  /** Kills the plugin as the kernel would, and starts the next one. */
  crash(): Promise<void>;
  /** Starts a line of shell below a Podman. */
  start(podman: GuestPodman, script: string, options?: object, changes?: Partial<TaskConfig>): Promise<GuestTask>;
}

export async function openPluginLab(): Promise<PluginLab> {
  const cleanup = new Cleanup();
  for (const podman of podmans) await importBusybox(podman);
  const scratch = scratchDirectory(cleanup);
  // For the ordinary user, whose containers mount what is below.
  chmodSync(scratch, 0o755);
  const told: { readonly taskId: string; readonly message: string }[] = [];
  const socket = podmans.map(({ name, socket: path }) => ({ name, socket_path: `unix://${path}` }));
  const launch = async (): Promise<PluginClient> => {
    const launched = await launchPlugin({ binary: process.env["NOMAD_DRIVER_PODMAN"] ?? "" });
    await launched.setConfig({ socket });
    void (async () => {
      for await (const { taskId, message } of launched.driver.TaskEvents({})) {
        told.push({ taskId: taskId ?? "", message: message ?? "" });
      }
    })().catch(() => undefined);
    return launched;
  };
  let plugin = await launch();
  cleanup.defer(() => plugin.kill());
  return {
    plugin: () => plugin,
    async crash() {
      await plugin.kill();
      plugin = await launch();
    },
    async start(podman, script, options = {}, changes = {}) {
      const name = podmans.find(({ userId }) => userId === podman.userId)?.name ?? "";
      const config = { image: "localhost/busybox:1", command: "/bin/sh", args: ["-c", script], socket: name, ...options };
      const task = taskFixture(scratch, config, changes);
      cleanup.defer(() => task.close());
      const answer = await plugin.driver.StartTask({ task: task.wire });
      if (answer.result !== StartTaskResponse.Result.SUCCESS) throw new Error(answer.driverErrorMsg ?? "no reason given");
      const { id: taskId, name: taskName, allocId } = task.config;
      cleanup.defer(async () => void (await plugin.driver.DestroyTask({ taskId, force: true }).catch(() => undefined)));
      const container = `${taskName}-${allocId}`;
      const events = () => told.filter((event) => event.taskId === taskId).map(({ message }) => message);
      return {
        ...task,
        events,
        handle: answer.handle as Handle,
        pid: async () => Number(await podman.podman("inspect", "--format", "{{.State.Pid}}", container)),
        warnings: async () => {
          await waitFor("the event of the start", () => events().some((line) => line.startsWith("Created container")), {
            timeout: patience,
          });
          return events().filter((line) => line.startsWith("Warning"));
        },
      };
    },
    [Symbol.asyncDispose]: () => cleanup.run(),
  };
}
