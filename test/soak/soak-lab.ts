import { chmodSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPodmanClient, type PodmanClient } from "../../src/podman/client.ts";
import { type SocketProxy, socketProxy } from "../fakes/socket-proxy.ts";
import { type Cleanup, guardedCleanup } from "../lab/cleanup.ts";
import { makeImage } from "../lab/image.ts";
import { busybox } from "../lab/images.ts";
import { driverBinary } from "../lab/paths.ts";
import { patient } from "../lab/patience.ts";
import { launchPlugin, type PluginClient } from "../lab/plugin-client.ts";
import { type PodmanService, podmanService } from "../lab/podman-service.ts";
import { startRegistry } from "../lab/registry.ts";
import { check } from "../lab/run.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { waitFor } from "../lab/wait-for.ts";
import { type Census, census, differences } from "./leftovers.ts";
import { SoakSecrets } from "./secrets.ts";
import { SoakTask } from "./soak-task.ts";

/** Small disks, so that they can be filled; in mebibytes. */
export const disks = {
  storage: { path: "p/root", size: 256 },
  allocations: { path: "allocations", size: 64 },
  temporary: { path: "temporary", size: 16 },
} as const;
const inodes = 20_000;

/** Tasks on the real executable and a Podman of their own, each on disks of their own. */
export class SoakLab implements AsyncDisposable {
  readonly cleanup: Cleanup;
  readonly directory: string;
  readonly podman: PodmanService;
  readonly proxy: SocketProxy;
  /** Past the proxy. */
  readonly direct: PodmanClient;
  readonly tasks: SoakTask[] = [];
  /** What a fault has measured, for the document. */
  readonly figures: string[] = [];
  /** Errors that a fault has met. */
  readonly errors: string[] = [];
  readonly #secrets = new SoakSecrets();
  #plugin: PluginClient;
  #number = 0;
  #before: Census | undefined;
  #registry: Promise<string> | undefined;

  private constructor(parts: Pick<SoakLab, "cleanup" | "directory" | "podman" | "proxy" | "direct">, plugin: PluginClient) {
    this.cleanup = parts.cleanup;
    this.directory = parts.directory;
    this.podman = parts.podman;
    this.proxy = parts.proxy;
    this.direct = parts.direct;
    this.#plugin = plugin;
    for (const lines of [plugin.stderrLines, this.errors]) this.#secrets.watch(lines);
    this.cleanup.defer(() => this.#plugin.kill());
  }

  /** @param times the size of {@link disks} */
  static async open(tasks: number, times = 1): Promise<SoakLab> {
    const cleanup = guardedCleanup();
    try {
      const directory = scratchDirectory(cleanup, "soak-");
      chmodSync(directory, 0o755);
      mkdirSync(join(directory, "p"));
      for (const { path, size } of Object.values(disks)) {
        mkdirSync(join(directory, path));
        const room = `size=${times * size}m,nr_inodes=${times * inodes}`;
        await check(["mount", "-t", "tmpfs", "-o", room, "none", join(directory, path)]);
      }
      const podman = await podmanService(join(directory, "p"), cleanup);
      // What docs/operations.md#what-an-exec-leaves says for execs whose plugin was killed.
      const config = join(directory, "p/containers.conf");
      writeFileSync(config, readFileSync(config, "utf8").replace("[engine]\n", "[engine]\nexit_command_delay = 3\n"));
      await podman.start();
      await makeImage(podman, busybox, directory);
      const proxy = await socketProxy(podman.socket);
      cleanup.defer(() => proxy[Symbol.asyncDispose]());
      const bound = { requestTimeoutMilliseconds: patient(60_000) };
      const direct = createPodmanClient({ socketPath: `unix://${podman.socket}`, ...bound });
      cleanup.defer(() => direct.close());
      const plugin = await launch(directory, proxy.socketPath, driverBinary());
      const lab = new SoakLab({ cleanup, directory, podman, proxy, direct }, plugin);
      for (let number = 0; number < tasks; number += 1) await lab.add();
      lab.#before = await lab.#census();
      return lab;
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  get plugin(): PluginClient {
    return this.#plugin;
  }

  /** A task that nobody has started. */
  newTask(options: Readonly<Record<string, unknown>> = {}, pauseSeconds?: number): SoakTask {
    this.#number += 1;
    const given = this.#secrets.withAuth({ image: busybox.reference, ...options });
    const { env } = this.#secrets;
    const task = new SoakTask(join(this.directory, "allocations"), given, this.#number, { env, pauseSeconds });
    // Readers of a FIFO that nobody opened wait for ever.
    this.cleanup.defer(() => task.close());
    return task;
  }

  /** One more task that runs, is watched, and belongs to what every round checks. */
  async add(): Promise<SoakTask> {
    const task = this.newTask();
    await task.start(this.#plugin);
    await task.attend(this.#plugin);
    this.tasks.push(task);
    return task;
  }

  /** Reference of the image in a registry, from which each task pulls it. */
  registryImage(): Promise<string> {
    this.#registry ??= startRegistry(this.cleanup, this.directory).then(async ({ host }) => {
      const reference = `${host}/busybox:1`;
      await this.podman.podman("push", "--tls-verify=false", busybox.reference, `docker://${reference}`);
      return reference;
    });
    return this.#registry;
  }

  /** Kills the plugin as the kernel would. */
  async killPlugin(): Promise<void> {
    for (const task of this.tasks) task.leave();
    this.#plugin.signal("SIGKILL");
    await this.#plugin.exited;
  }

  /** Starts the next plugin, which takes up all tasks, as Nomad's agent has it do. */
  async startPlugin(binary = driverBinary()): Promise<void> {
    this.#plugin = await launch(this.directory, this.proxy.socketPath, binary);
    this.#secrets.watch(this.#plugin.stderrLines);
    await Promise.all(this.tasks.map((task) => task.recover(this.#plugin)));
    await Promise.all(this.tasks.map((task) => task.attend(this.#plugin)));
  }

  /** Opens the exec sessions that a Podman which was killed has dropped. */
  async reopenSessions(): Promise<void> {
    await Promise.all(this.tasks.map((task) => task.openSession(this.#plugin)));
  }

  /** Every promise, after a fault: what is wrong. */
  async verify(): Promise<string[]> {
    const running = this.tasks.map(async (task) => {
      await task.goesOn();
      await task.echoes();
      const { task: status } = await this.#plugin.driver.InspectTask({ taskId: task.id });
      return status?.state === 1 ? [] : [`${task.id}: its state is ${status?.state}`];
    });
    const problems = (await Promise.allSettled(running)).flatMap((each) =>
      each.status === "fulfilled" ? each.value : [String(each.reason)],
    );
    problems.push(...this.tasks.flatMap((task) => task.problems()), ...this.#secrets.inProcesses());
    return [...problems, ...(await this.#leftovers())];
  }

  /** Ends every task; returns what was wrong. */
  async endAll(): Promise<string[]> {
    const problems = (await Promise.all(this.tasks.map((task) => task.end(this.#plugin)))).flat();
    this.tasks.length = 0;
    this.#before = undefined;
    await this.#plugin.controller.Shutdown({}).catch(() => undefined);
    await this.#plugin.exited;
    problems.push(...(await this.#temporaryLeft()), ...this.#secrets.inLogsAndFiles(this.directory));
    return [...problems, ...(await this.#leftovers())];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.cleanup.run();
  }

  /** A plugin removes the directories of killed ones at its start, those of the last minute left alone. */
  async #temporaryLeft(): Promise<string[]> {
    const directory = join(this.directory, "temporary");
    const longAgo = new Date(Date.now() - 120_000);
    for (const name of readdirSync(directory)) utimesSync(join(directory, name), longAgo, longAgo);
    const last = await launch(this.directory, this.proxy.socketPath, driverBinary());
    const left = () => readdirSync(directory).length;
    await waitFor("the directories of killed plugins to go", () => left() === 1, { timeout: 5_000 }).catch(() => undefined);
    await last.controller.Shutdown({}).catch(() => undefined);
    await last.exited;
    return left() === 0 ? [] : [`left in TMPDIR: ${readdirSync(directory).join(" ")}`];
  }

  #census(): Promise<Census> {
    const { directory, direct, tasks } = this;
    return census({ directory, direct, pluginPid: this.#plugin.pid, tasks: tasks.length });
  }

  /** What is there besides what the tasks need, once it had time to go. */
  async #leftovers(): Promise<string[]> {
    let found: string[] = [];
    const isClean = async () => {
      found = differences(await this.#census(), this.#before);
      return found.length === 0;
    };
    await waitFor("everything to go that is not needed", isClean, { timeout: 30_000, interval: 500 }).catch(() => undefined);
    return found;
  }
}

async function launch(directory: string, socketPath: string, binary: string): Promise<PluginClient> {
  const env = { TMPDIR: join(directory, "temporary") };
  const plugin = await launchPlugin({ binary, env, mutualTls: true });
  await plugin.setConfig({ socket_path: `unix://${socketPath}` });
  // As an agent does: with each fingerprint the driver checks the tasks' processes.
  for (const stream of [plugin.driver.Fingerprint({}), plugin.driver.TaskEvents({})]) void drain(stream);
  return plugin;
}

/** To its end, which is that of the plugin. */
async function drain(stream: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _ of stream);
  } catch {
    // The plugin was killed.
  }
}
