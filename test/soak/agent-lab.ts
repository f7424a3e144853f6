import { readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPodmanClient, type PodmanClient } from "../../src/podman/client.ts";
import { noRetries, shellJob, taskText } from "../e2e/job.ts";
import { type Cleanup, guardedCleanup } from "../lab/cleanup.ts";
import { makeImage } from "../lab/image.ts";
import { busybox } from "../lab/images.ts";
import { createLab, type Lab } from "../lab/lab.ts";
import { mountsBelow } from "../lab/mounts.ts";
import { driverBinary } from "../lab/paths.ts";
import { patient } from "../lab/patience.ts";
import { launchPlugin } from "../lab/plugin-client.ts";
import { processesWhere } from "../lab/processes.ts";
import { waitFor } from "../lab/wait-for.ts";
import { AgentTask } from "./agent-task.ts";
import { type Census, census, differences } from "./leftovers.ts";
import { soakScript } from "./soak-task.ts";

/** The exit code of the task with index 0. */
const firstCode = 10;

/** What the lab and Nomad put beside the data, and the sockets that Nomad's log collectors leave. */
const ofNomad = /^(agent.*|data|alloc_mounts|plugins|plugin\d+)$/;

/** Tasks that a real Nomad agent has started, with a Podman of their own. */
export class AgentLab implements AsyncDisposable {
  readonly lab: Lab;
  readonly tasks: AgentTask[] = [];
  readonly #cleanup: Cleanup;
  readonly #direct: PodmanClient;
  #before: Census | undefined;
  #number = 0;

  private constructor(lab: Lab, cleanup: Cleanup) {
    this.lab = lab;
    this.#cleanup = cleanup;
    const bound = { requestTimeoutMilliseconds: patient(60_000) };
    this.#direct = createPodmanClient({ socketPath: `unix://${lab.podman.socket}`, ...bound });
    cleanup.defer(() => this.#direct.close());
    cleanup.defer(() => {
      for (const task of this.tasks) task.leave();
    });
  }

  static async open(count: number): Promise<AgentLab> {
    const cleanup = guardedCleanup();
    try {
      // Nomad 1.10 and newer sample no task without it.
      const sampled = "telemetry {\n publish_allocation_metrics = true\n}";
      const lab = await createLab({ images: [], stateful: true, configs: () => [sampled] }, cleanup);
      // What docs/operations.md#what-an-exec-leaves says for execs whose plugin was killed.
      const config = join(lab.directory, "p/containers.conf");
      writeFileSync(config, readFileSync(config, "utf8").replace("[engine]\n", "[engine]\nexit_command_delay = 3\n"));
      await lab.podman.start();
      await makeImage(lab.podman, busybox, lab.directory);
      const opened = new AgentLab(lab, cleanup);
      await opened.startAgent();
      await opened.#startTasks(count);
      opened.#before = await opened.#census();
      return opened;
    } catch (error) {
      await cleanup.run();
      throw error;
    }
  }

  /** Starts the agent, and waits for what it offers: a healthy driver. */
  async startAgent(): Promise<void> {
    await this.lab.agent.start();
    await this.lab.nomad.driver((driver) => driver.Healthy, 60_000);
  }

  /** The plugin that runs; there is never a second one. */
  pluginPid(): number {
    const [pid, ...others] = this.lab.agent.pluginPids();
    if (pid === undefined || others.length > 0) throw new Error(`${pid === undefined ? 0 : 1 + others.length} plugins run`);
    return pid;
  }

  /** Nomad's log collectors, one a task. */
  logCollectors(): number[] {
    return this.#processes().filter((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("logmon"));
  }

  async reopenSessions(): Promise<void> {
    await Promise.all(this.tasks.map((task) => task.reopenSession()));
  }

  /**
   * Starts a task that ends by itself, with a code of its own, when it is asked.
   *
   * @returns asks it to end; then, with an agent that runs, says what was wrong with its end
   */
  async leaver(): Promise<{ end(): void; problems(): Promise<string[]> }> {
    this.#number += 1;
    const [name, code] = [`leaver-${this.#number}`, 100 + (this.#number % 20)];
    const script = `echo x >> /local/starts; while [ ! -e /local/end ]; do sleep 0.1; done; exit ${code}`;
    await this.lab.nomad.submit(shellJob({ name, type: "batch", script }));
    const { ID: id } = await this.lab.nomad.allocation(name, (each) => each.TaskStates?.["main"]?.State === "running");
    const local = join(this.lab.agent.dataDirectory, "alloc", id, "main/local");
    return {
      end: () => writeFileSync(join(local, "end"), ""),
      problems: async () => {
        const { TaskStates } = await this.lab.nomad.allocation(name, (each) => each.TaskStates?.["main"]?.State === "dead");
        const codes = (TaskStates?.["main"]?.Events ?? []).flatMap(({ Details }) => Details?.["exit_code"] ?? []);
        const starts = readFileSync(join(local, "starts"), "utf8").length / 2;
        return codes.join() === `${code}` && starts === 1
          ? []
          : [`${name}: ${starts} starts, ended with ${codes}, not ${code}`];
      },
    };
  }

  /** Every promise, after a fault: what is wrong. */
  async verify(): Promise<string[]> {
    const found = await Promise.allSettled(this.tasks.map((task) => task.goesOn()));
    const stuck = found.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : []));
    const problems = (await Promise.all(this.tasks.map((task) => task.problems()))).flat();
    return [...stuck, ...problems, ...(await this.#leftovers())];
  }

  /** Ends every task, and then the agent; returns what was wrong, and what is left. */
  async endAll(): Promise<string[]> {
    const { agent, nomad, directory } = this.lab;
    for (const task of this.tasks) task.leave();
    await nomad.stop("soak");
    await waitFor("the tasks to end", async () => {
      const allocations = await nomad.get<{ ClientStatus: string }[]>("/v1/job/soak/allocations");
      return allocations.every(({ ClientStatus }) => ClientStatus !== "running");
    });
    const problems = (await Promise.all(this.tasks.map((task) => task.endProblems()))).flat();
    this.tasks.length = 0;
    problems.push(...(await this.#leftovers()));
    await nomad.cli("system", "gc");
    const allocations = join(agent.dataDirectory, "alloc");
    await waitFor("Nomad to remove the allocations", () => readdirSync(allocations).length === 0);
    await agent.stop("SIGINT");
    await this.#sweep();
    const left = () => [
      ...this.#processes().map(
        (pid) => `process ${pid}: ${readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")}`,
      ),
      ...mountsBelow(join(directory, "n")).map((path) => `mounted at ${path}`),
      ...readdirSync(join(directory, "n")).filter((name) => !ofNomad.test(name)),
    ];
    await waitFor("everything to go", () => left().length === 0, { timeout: 10_000 }).catch(() => undefined);
    return [...problems, ...left().map((text) => `left: ${text}`)];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cleanup.run();
  }

  /** A plugin removes the directories of killed ones at its start, those of the last minute left alone. */
  async #sweep(): Promise<void> {
    const temporary = join(this.lab.directory, "n");
    const longAgo = new Date(Date.now() - 120_000);
    for (const name of readdirSync(temporary)) utimesSync(join(temporary, name), longAgo, longAgo);
    const plugin = await launchPlugin({ binary: driverBinary(), env: { TMPDIR: temporary } });
    const ours = () => readdirSync(temporary).filter((name) => !ofNomad.test(name));
    await waitFor("the directories of killed plugins to go", () => ours().length <= 1, { timeout: 5_000 }).catch(
      () => undefined,
    );
    await plugin.controller.Shutdown({}).catch(() => undefined);
    await plugin.exited;
  }

  async #startTasks(count: number): Promise<void> {
    const { nomad } = this.lab;
    const script = soakScript(`$((${firstCode} + NOMAD_ALLOC_INDEX))`);
    // So that many tasks are no more work than few: each check starts a conmon, a runtime and a podman.
    const interval = `${Math.max(2, Math.ceil(count / 2))}s`;
    const config = `healthcheck {\n command = "true"\n interval = "${interval}"\n timeout = "30s"\n}`;
    // One file for each stream: what is compared never rotates.
    const more = 'env {\n PAUSE = "0.2"\n}\nkill_timeout = "60s"\nlogs {\n max_files = 2\n max_file_size = 20\n}';
    await nomad.submit(`
job "soak" {
  group "group" {
    count = ${count}
    ${noRetries}
    ephemeral_disk {
      size = 50
    }
    ${taskText({ script, config, more })}
  }
}
`);
    const running = await waitFor("the tasks to run", async () => {
      const all = await nomad.get<{ ID: string; Name: string; ClientStatus: string }[]>("/v1/job/soak/allocations");
      return all.length === count && all.every(({ ClientStatus }) => ClientStatus === "running") && all;
    });
    for (const { ID, Name } of running) {
      const index = Number(/\[(\d+)\]$/.exec(Name)?.[1]);
      this.tasks.push(new AgentTask(this.lab, ID, firstCode + index, (name) => this.#direct.containers.inspect(name)));
    }
    await Promise.all(this.tasks.map((task) => task.attend()));
  }

  #census(): Promise<Census> {
    const { lab, tasks } = this;
    return census({ directory: lab.directory, direct: this.#direct, pluginPid: this.pluginPid(), tasks: tasks.length });
  }

  /** What is there besides what the tasks need, once it had time to go. */
  async #leftovers(): Promise<string[]> {
    let found: string[] = [];
    const isClean = async () => {
      const collectors = this.logCollectors().length;
      found = differences(await this.#census(), this.#before);
      if (collectors !== this.tasks.length) found.push(`${collectors} log collectors instead of ${this.tasks.length}`);
      return found.length === 0;
    };
    await waitFor("everything to go that is not needed", isClean, { interval: 500 }).catch(() => undefined);
    return found;
  }

  /** All that the agent has started, also what has outlived it. */
  #processes(): number[] {
    const mine = `TMPDIR=${join(this.lab.directory, "n")}`;
    return processesWhere("environ", (variables) => variables.includes(mine));
  }
}
