/**
 * A task's life through a proxy that breaks the response to one request of each of its phases in every way: a call succeeds, or
 * fails in one line; a start that failed leaves no container; the exit is reported with its code, and in the end the process has
 * run no more than once for each start and nothing is left.
 */

import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DriverError } from "../../src/core/errors.ts";
import { allocIdLabel } from "../../src/core/names.ts";
import { createPodmanClient } from "../../src/podman/client.ts";
import { type Aim, type FaultProxy, faultProxy } from "../fakes/fault-proxy.ts";
import { type Fault, faults } from "../fakes/faults.ts";
import { forFile } from "../lab/for-file.ts";
import { exitOf, type LifecycleLab, never, openLifecycleLab } from "../lab/lifecycle-lab.ts";
import { patient } from "../lab/patience.ts";
import type { TaskFixture } from "../lab/plugin-client-task.ts";
import { startPodmanService } from "../lab/test-podman.ts";
import { waitFor } from "../lab/wait-for.ts";

setDefaultTimeout(patient(300_000));

const podman = await startPodmanService();
const direct = createPodmanClient({ socketPath: `unix://${podman.socketPath}`, requestTimeoutMilliseconds: patient(30_000) });
forFile({ [Symbol.asyncDispose]: async () => direct.close() });

/** The driver's bound of a request: above what real Podman takes while rows run at once. */
const requestTimeout = `${patient(6)}s`;
const atOnce = 6;
const exitCode = 7;

type Phase = keyof typeof phases;

/** The request of a phase that meets the fault. */
const phases = {
  create: { request: /^POST \/containers\/create/ },
  start: { request: /^POST \/containers\/[^/]+\/start/ },
  attach: { request: /^GET \/containers\/[^/]+\/json/ },
  events: { request: /^GET \/events/, stream: true },
  "exec create": { request: /^POST \/containers\/[^/]+\/exec/ },
  "exec start": { request: /^POST \/exec\/[^/]+\/start/, stream: true },
  "exec inspect": { request: /^GET \/exec\/[^/]+\/json/ },
  signal: { request: /^POST \/containers\/[^/]+\/kill/ },
  stop: { request: /^POST \/containers\/[^/]+\/kill/ },
  exit: { request: /^GET \/containers\/[^/]+\/json/ },
  remove: { request: /^DELETE \/containers\// },
} satisfies Readonly<Record<string, Aim>>;

/** What a life goes through: a start that fails is begun again, so only one phase of it can meet a fault. */
const lives: readonly (readonly Phase[])[] = [
  ["create"],
  ["start"],
  ["attach", "exec create", "exec inspect", "signal", "exit", "remove"],
  ["events", "exec start", "stop"],
];

/** The response is an upgrade: it has no body that could be cut or be another one. */
const ofBodies = /body|chunk|JSON|fields missing|another type/;

/** One life of a task, whose request in each of the phases meets the fault. */
class Life {
  readonly problems: string[] = [];
  readonly #lab: LifecycleLab;
  readonly #task: TaskFixture;
  readonly #proxy: FaultProxy;
  readonly #phases: readonly Phase[];
  readonly #fault: Fault;
  #starts = 0;

  constructor(lab: LifecycleLab, proxy: FaultProxy, chosen: readonly Phase[], fault: Fault) {
    this.#lab = lab;
    this.#proxy = proxy;
    this.#phases = chosen;
    this.#fault = fault;
    const traps = `trap 'exit ${exitCode}' TERM; trap 'echo x >> /local/signals' USR1`;
    this.#task = lab.task(`${traps}; echo x >> /local/starts; while true; do sleep 0.1; done`);
  }

  async run(): Promise<void> {
    const { driver } = this.#lab;
    const { id } = this.#task.config;
    // On a busy node its facts alone may take longer than a request may.
    await waitFor("Podman's facts", async () => {
      for await (const { health } of driver.fingerprint(never)) return health === "healthy";
      return false;
    });
    await this.#start();
    for (const phase of ["exec create", "exec start", "exec inspect"] as const) await this.#meets(phase, () => this.#exec());
    await this.#exec();
    if (this.#phases.includes("signal")) {
      await this.#meets("signal", () => driver.signalTask(id, "SIGUSR1"));
      await driver.signalTask(id, "SIGUSR1");
      await waitFor("the signal", () => this.#lines("signals") >= 1);
    }
    const stop = () => driver.stopTask(id, patient(20_000), "SIGTERM");
    await this.#meets("stop", stop);
    await this.#meets("exit", async () => {
      await stop();
      await this.#exit();
    });
    await stop();
    await this.#exit();
    await this.#meets("remove", () => driver.destroyTask(id, false), "never fails");
    if (!this.#phases.includes("remove")) await driver.destroyTask(id, false);
    await this.#nothingLeft();
  }

  async #start(): Promise<void> {
    const start = async () => {
      this.#starts += 1;
      await this.#lab.driver.startTask(this.#task.config, never);
    };
    const phase = (["create", "start", "attach", "events"] as const).find((each) => this.#phases.includes(each)) ?? "start";
    // The socket that is away for the event stream is away for the start too.
    const isAway = this.#fault.name.startsWith("refused");
    if (!(await this.#meets(phase, start, phase === "events" && !isAway ? "never fails" : "may fail"))) {
      // Nomad need not try again.
      await waitFor("the removal of what a failed start has made", async () => (await this.#containers()).length === 0);
      await waitFor("a start after a failure", () => start().then(() => true), { interval: 500 });
    }
    await waitFor("the process", () => this.#lines("starts") >= 1);
    const mine = await this.#containers();
    if (mine.length !== 1) this.#problem(`${mine.length} containers after the start`);
  }

  async #exec(): Promise<void> {
    const command = ["/bin/sh", "-c", "echo out; exit 3"];
    const { stdout, result } = await this.#lab.driver.execTask(this.#task.config.id, command, patient(20_000), never);
    const text = new TextDecoder().decode(stdout);
    if (text !== "out\n" || result.exitCode !== 3) this.#problem(`exec brought ${JSON.stringify(text)}, ${result.exitCode}`);
  }

  async #exit(): Promise<void> {
    const exit = await exitOf(this.#lab.driver, this.#task);
    if (exit.exitCode !== exitCode) this.#problem(`the exit is ${JSON.stringify(exit)}`);
  }

  async #nothingLeft(): Promise<void> {
    await waitFor("the removal of every container", async () => (await this.#containers()).length === 0);
    const runs = this.#lines("starts");
    if (runs > this.#starts) this.#problem(`the process ran ${runs} times for ${this.#starts} starts`);
  }

  #problem(text: string): void {
    this.problems.push(`${this.#fault.name}: ${text}`);
  }

  /** Acts while the request of the phase meets the fault, if the phase is one of this life's. True unless it has failed. */
  async #meets(phase: Phase, act: () => Promise<unknown>, kind: "may fail" | "never fails" = "may fail"): Promise<boolean> {
    if (!this.#phases.includes(phase) || (phase === "exec start" && ofBodies.test(this.#fault.name))) return true;
    const met = this.#proxy.arm(phases[phase], this.#fault);
    let failed = false;
    try {
      await act();
      await waitFor(`the request of ${phase}`, met);
    } catch (error) {
      failed = true;
      if (this.#fault.harmless || kind === "never fails" || !met()) this.#problem(`${phase} fails: ${error}`);
      else if (!(error instanceof DriverError) || error.message.includes("\n")) this.#problem(`${phase} throws ${error}`);
    }
    // One of the faults takes it away for a moment.
    await waitFor("the socket", () => existsSync(this.#proxy.socketPath), { interval: 20 });
    return !failed;
  }

  #containers() {
    return direct.containers.list([`${allocIdLabel}=${this.#task.config.allocId}`]);
  }

  #lines(name: string): number {
    const { allocDir, name: task } = this.#task.config;
    const path = join(allocDir, task, "local", name);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").length - 1 : 0;
  }
}

async function problemsOf(chosen: readonly Phase[], fault: Fault): Promise<readonly string[]> {
  await using proxy = await faultProxy(podman.socketPath);
  await using lab = openLifecycleLab(proxy.socketPath, { client_http_timeout: requestTimeout });
  const life = new Life(lab, proxy, chosen, fault);
  await life.run().catch((error: unknown) => life.problems.push(`${fault.name}: ${error}`));
  return life.problems;
}

test.each(lives.map((chosen) => [chosen.join(", "), chosen] as const))(
  "a task outlives every fault in the response to %s",
  async (_, chosen) => {
    // Those that wait longest first.
    const rest = [...faults].sort((a, b) => Number(b.isEndless ?? false) - Number(a.isEndless ?? false));
    const problems: string[] = [];
    const next = async (): Promise<void> => {
      for (let fault = rest.shift(); fault !== undefined; fault = rest.shift())
        problems.push(...(await problemsOf(chosen, fault)));
    };
    await Promise.all(Array.from({ length: atOnce }, next));
    expect(problems).toEqual([]);
  },
);
