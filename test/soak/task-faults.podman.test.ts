/**
 * A task's life through a proxy that breaks the response to the create or the start in every way: StartTask succeeds, or fails
 * in one line and leaves no container, and in the end the process has run no more than once for each start.
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

/** The request of a phase that meets the fault. */
const phases = {
  create: { request: /^POST \/containers\/create/ },
  start: { request: /^POST \/containers\/[^/]+\/start/ },
} satisfies Readonly<Record<string, Aim>>;

type Phase = keyof typeof phases;

/** One life of a task, whose request in one phase meets the fault. */
class Life {
  readonly problems: string[] = [];
  readonly #lab: LifecycleLab;
  readonly #task: TaskFixture;
  readonly #proxy: FaultProxy;
  readonly #phase: Phase;
  readonly #fault: Fault;
  #starts = 0;

  constructor(lab: LifecycleLab, proxy: FaultProxy, phase: Phase, fault: Fault) {
    this.#lab = lab;
    this.#proxy = proxy;
    this.#phase = phase;
    this.#fault = fault;
    const script = `echo x >> /local/starts; trap 'exit ${exitCode}' TERM; while true; do sleep 0.1; done`;
    this.#task = lab.task(script);
  }

  async run(): Promise<void> {
    await this.#start();
    await this.#exec();
    await this.#stop();
    await this.#lab.driver.destroyTask(this.#task.config.id, false);
    await this.#nothingLeft();
  }

  async #start(): Promise<void> {
    const { driver } = this.#lab;
    const start = async () => {
      this.#starts += 1;
      await driver.startTask(this.#task.config, never);
    };
    const met = this.#proxy.arm(phases[this.#phase], this.#fault);
    if (!(await this.#attempt(start, met))) {
      // Nomad need not try again.
      await waitFor("the removal of what a failed start has made", async () => (await this.#containers()).length === 0);
      await waitFor("a start after a failure", () => start().then(() => true), { interval: 500 });
    }
    if (!met()) this.#problem("was not met");
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

  async #stop(): Promise<void> {
    const { driver } = this.#lab;
    await driver.stopTask(this.#task.config.id, patient(20_000), "SIGTERM");
    const exit = await exitOf(driver, this.#task);
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

  /** True when it has succeeded. */
  async #attempt(act: () => Promise<unknown>, met: () => boolean): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      if (this.#fault.harmless || !met()) this.#problem(`fails: ${error}`);
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

async function problemsOf(phase: Phase, fault: Fault): Promise<readonly string[]> {
  await using proxy = await faultProxy(podman.socketPath);
  await using lab = openLifecycleLab(proxy.socketPath, { client_http_timeout: requestTimeout });
  const life = new Life(lab, proxy, phase, fault);
  await life.run().catch((error: unknown) => life.problems.push(`${fault.name}: ${error}`));
  return life.problems;
}

test.each(Object.keys(phases) as Phase[])("a task outlives every fault in the response to %s", async (phase) => {
  const rest = [...faults];
  const problems: string[] = [];
  const next = async (): Promise<void> => {
    for (let fault = rest.shift(); fault !== undefined; fault = rest.shift())
      problems.push(...(await problemsOf(phase, fault)));
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  expect(problems).toEqual([]);
});
