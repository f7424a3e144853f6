/**
 * A task's life through a proxy that breaks the response to one of the driver's requests in every way: each call of Nomad's
 * succeeds, or fails in one line, and in the end the process has run once for each start, and nothing is left.
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
import { exitOf, type LifecycleLab, nameOf, never, openLifecycleLab } from "../lab/lifecycle-lab.ts";
import { patient } from "../lab/patience.ts";
import type { TaskFixture } from "../lab/plugin-client-task.ts";
import { processesWhere } from "../lab/processes.ts";
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
  exit: { request: /^GET \/containers\/[^/]+\/json/ },
  stop: { request: /^POST \/containers\/[^/]+\/kill/ },
  remove: { request: /^DELETE \/containers\// },
} satisfies Readonly<Record<string, Aim>>;

type Phase = keyof typeof phases;

/** In these the task goes on, so that one task meets all faults in turn. */
const lasting: readonly Phase[] = ["exec create", "exec start", "exec inspect", "signal"];

/** One life of a task, whose requests in one phase meet the faults. */
class Life {
  readonly problems: string[] = [];
  readonly #lab: LifecycleLab;
  readonly #task: TaskFixture;
  readonly #proxy: FaultProxy;
  readonly #faults: readonly [Fault, ...Fault[]];
  readonly #phase: Phase;
  #fault: Fault;
  #met: () => boolean = () => false;
  #starts = 0;
  #execs = 0;
  #signals = 0;

  constructor(lab: LifecycleLab, proxy: FaultProxy, phase: Phase, faults: readonly [Fault, ...Fault[]]) {
    this.#lab = lab;
    this.#proxy = proxy;
    this.#phase = phase;
    this.#faults = faults;
    this.#fault = faults[0];
    const script = `echo x >> /local/starts; trap 'exit ${exitCode}' TERM; trap 'echo x >> /local/hups' HUP; while true; do sleep 0.1; done`;
    this.#task = lab.task(script);
  }

  get fault(): string {
    return this.#fault.name;
  }

  async run(): Promise<void> {
    this.#arm("events");
    await this.#start();
    for (const fault of this.#faults) {
      this.#fault = fault;
      if (this.#phase !== "signal") await this.#exec();
      await this.#signal();
    }
    await this.#stop();
    await this.#destroy();
    if (!this.#met()) this.#problem("was not met");
    await this.#nothingLeft();
  }

  async #start(): Promise<void> {
    const { driver } = this.#lab;
    const start = async () => {
      this.#starts += 1;
      await driver.startTask(this.#task.config, never);
    };
    this.#arm("create", "start", "attach");
    if (!(await this.#attempt(start))) {
      // Nomad need not try again.
      await waitFor("the removal of what a failed start has made", async () => (await this.#containers()).length === 0);
      await this.#again(start);
    }
    await waitFor("the process", () => this.#lines("starts") >= 1);
    const mine = await this.#containers();
    if (mine.length !== 1) this.#problem(`${mine.length} containers after the start`);
  }

  async #exec(): Promise<void> {
    this.#arm("exec create", "exec start", "exec inspect");
    this.#execs += 1;
    const mark = `exec-${this.#task.config.name}`;
    const command = ["/bin/sh", "-c", `echo ${mark} >> /local/execs; echo out; exit 3`];
    await this.#attempt(async () => {
      const { stdout, result } = await this.#lab.driver.execTask(this.#task.config.id, command, patient(20_000), never);
      const text = new TextDecoder().decode(stdout);
      if (text !== "out\n" || result.exitCode !== 3) this.#problem(`exec brought ${JSON.stringify(text)}, ${result.exitCode}`);
    });
    if (this.#lines("execs") > this.#execs) this.#problem("the exec ran twice");
    const running = () => processesWhere("cmdline", (words) => words.some((word) => word.includes(mark)));
    await waitFor("the end of the exec", () => running().length === 0);
  }

  async #signal(): Promise<void> {
    this.#signals += 1;
    this.#arm("signal");
    await this.#attempt(() => this.#lab.driver.signalTask(this.#task.config.id, "SIGHUP"));
    if (this.#lines("hups") > this.#signals) this.#problem("the signal came twice");
  }

  async #stop(): Promise<void> {
    const { driver } = this.#lab;
    const { id } = this.#task.config;
    this.#arm("stop");
    if (this.#phase === "exit") await this.#armExit();
    const stop = () => driver.stopTask(id, patient(20_000), "SIGTERM");
    if (!(await this.#attempt(stop))) await this.#again(stop);
    const exit = await exitOf(driver, this.#task);
    if (exit.exitCode !== exitCode) this.#problem(`the exit is ${JSON.stringify(exit)}`);
  }

  /** The signal is sent past the proxy: the next inspect is that of the exit. */
  async #armExit(): Promise<void> {
    this.#arm("exit");
    await direct.containers.kill(nameOf(this.#task), "SIGTERM");
    await waitFor("the inspect of the exit", () => this.#met());
  }

  async #destroy(): Promise<void> {
    this.#arm("remove");
    const { id } = this.#task.config;
    const destroy = () => this.#lab.driver.destroyTask(id, false);
    if (!(await this.#attempt(destroy))) await this.#again(destroy);
  }

  async #nothingLeft(): Promise<void> {
    await waitFor("the removal of every container", async () => (await this.#containers()).length === 0);
    const runs = this.#lines("starts");
    if (runs > this.#starts) this.#problem(`the process ran ${runs} times for ${this.#starts} starts`);
  }

  /** Nomad tries again what failed, after a pause. */
  async #again(act: () => Promise<unknown>): Promise<void> {
    await waitFor("success after a failure", () => act().then(() => true), { interval: 500 });
  }

  #problem(text: string): void {
    this.problems.push(`${this.#fault.name}: ${text}`);
  }

  #arm(...among: Phase[]): void {
    if (among.includes(this.#phase)) this.#met = this.#proxy.arm(phases[this.#phase], this.#fault);
  }

  /** True when it has succeeded. */
  async #attempt(act: () => Promise<unknown>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      if (this.#fault.harmless || !this.#met()) this.#problem(`fails: ${error}`);
      else if (!(error instanceof DriverError) || error.message.includes("\n")) this.#problem(`throws ${error}`);
      return false;
    }
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

async function problemsOf(phase: Phase, faults: readonly [Fault, ...Fault[]]): Promise<readonly string[]> {
  await using proxy = await faultProxy(podman.socketPath);
  await using lab = openLifecycleLab(proxy.socketPath, { client_http_timeout: requestTimeout });
  const life = new Life(lab, proxy, phase, faults);
  await life.run().catch((error: unknown) => life.problems.push(`${life.fault}: ${error}`));
  return life.problems;
}

async function problemsOfAll(lives: (readonly [Phase, readonly [Fault, ...Fault[]]])[]): Promise<readonly string[]> {
  const problems: string[] = [];
  const next = async (): Promise<void> => {
    for (let life = lives.shift(); life !== undefined; life = lives.shift()) {
      const [phase, met] = life;
      problems.push(...(await problemsOf(phase, met)).map((text) => `${phase}: ${text}`));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return problems;
}

const ending = (Object.keys(phases) as Phase[]).filter((phase) => !lasting.includes(phase));

test.each(ending)("a task outlives every fault in the response to %s", async (phase) => {
  expect(await problemsOfAll(faults.map((fault) => [phase, [fault]]))).toEqual([]);
});

test("a task outlives every fault in the responses to an exec and a signal", async () => {
  expect(await problemsOfAll(lasting.map((phase) => [phase, faults]))).toEqual([]);
});
