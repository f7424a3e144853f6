import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { hashicorp } from "../../src/rpc/gen/protocol.js";
import { patient } from "../lab/patience.ts";
import type { PluginClient } from "../lab/plugin-client.ts";
import { type TaskFixture, taskFixture } from "../lab/plugin-client-task.ts";
import { waitFor } from "../lab/wait-for.ts";
import { LineCheck, padding } from "./line-check.ts";

type Handle = hashicorp.nomad.plugins.drivers.proto.ITaskHandle;

/** Writes numbered lines on both streams, with $PAUSE seconds between five on each and the next five, until SIGTERM; notes each of its starts and its last number, and ends with a code of its own. */
export const soakScript = (code: number | string) => `echo x >> /local/starts; n=0; on=1; trap 'on=0' TERM
while [ $on = 1 ]; do i=0; while [ $i -lt 5 ]; do i=$((i+1)); n=$((n+1)); echo "out $n ${padding}"; echo "err $n ${padding}" >&2; done; sleep $PAUSE; done
echo $n > /local/last; exit ${code}`;

/** A task as Nomad has it: readers of its FIFOs that never open them twice, a stream of stats, and an exec session. */
export class SoakTask {
  checks: readonly [LineCheck, LineCheck] = [new LineCheck("out"), new LineCheck("err")];
  /** Samples so far. */
  samples = 0;
  readonly #fixture: TaskFixture;
  readonly #exitCode: number;
  readonly #writes: boolean;
  readonly #paths: readonly string[];
  #readers: readonly Bun.Subprocess<"ignore", "pipe", "inherit">[] = [];
  #reading: Promise<unknown> = Promise.resolve();
  #handle: Handle | undefined;
  #session: ReturnType<PluginClient["driver"]["ExecTaskStreaming"]> | undefined;
  #watching = new AbortController();
  #echoed = "";

  constructor(
    scratch: string,
    given: Readonly<Record<string, unknown>>,
    number: number,
    { env, pauseSeconds = 0.2 }: { readonly env: Readonly<Record<string, string>>; readonly pauseSeconds?: number | undefined },
  ) {
    this.#exitCode = 10 + (number % 100);
    const name = `soak${number}`;
    const paths = ["out", "err"].map((stream) => join(scratch, `${name}.${stream}.fifo`));
    const [stdoutPath = "", stderrPath = ""] = paths;
    for (const path of paths) {
      rmSync(path, { force: true });
      Bun.spawnSync(["mkfifo", path]);
    }
    const healthcheck = { command: "true", interval: "5s", timeout: "30s" };
    this.#writes = given["args"] === undefined;
    const options = { command: "/bin/sh", args: ["-c", soakScript(this.#exitCode)], healthcheck, ...given };
    this.#fixture = taskFixture(scratch, options, {
      name,
      env: { ...env, NOMAD_TASK_DIR: "/local", NUMBER: String(this.#exitCode), PAUSE: String(pauseSeconds) },
      stdoutPath,
      stderrPath,
    });
    this.#paths = paths;
  }

  get id(): string {
    return this.#fixture.config.id;
  }

  get allocId(): string {
    return this.#fixture.config.allocId;
  }

  get allocDir(): string {
    return this.#fixture.config.allocDir;
  }

  /** The driver has said so. */
  get hasStarted(): boolean {
    return this.#handle !== undefined;
  }

  /** How often its process was started. */
  get starts(): number {
    return this.#noted("starts").length;
  }

  /** Resolves when it writes. Throws what the driver says. */
  async start({ driver }: PluginClient): Promise<void> {
    this.#read();
    const { handle, driverErrorMsg } = await driver.StartTask({ task: this.#fixture.wire });
    if (!handle) throw new Error(driverErrorMsg ?? "no handle");
    this.#handle = handle;
    // A SIGTERM before its trap would have no effect.
    if (this.#writes) await waitFor(`the first line of ${this.id}`, () => this.checks[0].last > 0, { interval: 20 });
  }

  async recover({ driver }: PluginClient): Promise<void> {
    await driver.RecoverTask({ taskId: this.id, handle: this.#handle ?? {} });
  }

  /** Watches its stats and opens an exec session, on a plugin that has the task. */
  async attend(plugin: PluginClient): Promise<void> {
    this.watch(plugin);
    await this.openSession(plugin);
  }

  /** Takes a sample of its stats each second. */
  watch(plugin: PluginClient): void {
    this.leave();
    this.#watching = new AbortController();
    void this.#watch(plugin, this.#watching.signal);
  }

  /** Ends what {@link attend} or {@link watch} began. */
  leave(): void {
    this.#watching.abort();
    this.#session?.cancel();
    this.#session = undefined;
  }

  async openSession({ driver }: PluginClient): Promise<void> {
    this.#session?.cancel();
    const call = driver.ExecTaskStreaming();
    this.#echoed = "";
    call.on("error", () => undefined);
    call.on("data", ({ stdout }) => {
      this.#echoed += Buffer.from(stdout?.data ?? []).toString();
    });
    call.write({ setup: { taskId: this.id, command: ["cat"], tty: false } });
    this.#session = call;
    await this.echoes();
  }

  /** What is written into the exec session comes back. */
  async echoes(timeout = 30_000): Promise<void> {
    const word = crypto.randomUUID();
    this.#session?.write({ stdin: { data: Buffer.from(`${word}\n`) } });
    await waitFor(`the exec session of ${this.id}`, () => this.#echoed.includes(word), { timeout, interval: 20 });
  }

  /** Resolves once both streams and the stats have brought more. */
  async goesOn(): Promise<void> {
    const before = this.checks.map(({ last }) => last);
    const sampled = this.samples;
    await waitFor(
      `lines and stats of ${this.id}`,
      () => this.samples > sampled && this.checks.every(({ last }, index) => last > (before[index] ?? 0)),
      { interval: 20 },
    );
  }

  /** What is wrong so far. */
  problems(): string[] {
    const lines = this.checks.flatMap(({ problems }) => problems);
    return [...(this.starts === 1 ? [] : [`started ${this.starts} times`]), ...lines].map((text) => `${this.id}: ${text}`);
  }

  /** Stops and destroys the task; returns what was wrong with its end. */
  async end({ driver }: PluginClient): Promise<string[]> {
    const { id: taskId } = this;
    this.leave();
    await driver.StopTask({ taskId, timeout: { seconds: patient(20_000) / 1000, nanos: 0 }, signal: "SIGTERM" });
    const { result } = await driver.WaitTask({ taskId });
    await driver.DestroyTask({ taskId, force: false });
    // The readers end with the driver's last hold on the FIFOs.
    const late = Bun.sleep(patient(20_000)).then(() => "late");
    const isLate = (await Promise.race([this.#reading, late])) === "late";
    await this.#fixture.close();
    const last = Number(this.#noted("last")[0]);
    return [
      ...(result?.exitCode === this.#exitCode ? [] : [`exit code ${result?.exitCode} instead of ${this.#exitCode}`]),
      ...this.checks.filter((check) => !check.mayLose && check.last !== last).map((check) => `${check.last} of ${last} lines`),
      ...(isLate ? ["somebody still holds its FIFOs"] : []),
    ].map((text) => `${taskId}: ${text}`);
  }

  /** A command in it. Throws what the driver says, or that it went otherwise. */
  async execs({ driver }: PluginClient): Promise<void> {
    const timeout = { seconds: patient(20_000) / 1000, nanos: 0 };
    const { stdout, result } = await driver.ExecTask({ taskId: this.id, command: ["echo", "here"], timeout });
    const text = Buffer.from(stdout ?? []).toString();
    if (text !== "here\n" || result?.exitCode !== 0) throw new Error(`exec brought ${JSON.stringify(text)}`);
  }

  /** Lets go of a task that never ran. */
  async close(): Promise<void> {
    this.leave();
    for (const reader of this.#readers) reader.kill();
    await this.#fixture.close();
  }

  /** They open it once, as Nomad's log collector does, of which there is a new one for each start: an end of file is the end. */
  #read(): void {
    for (const reader of this.#readers) reader.kill();
    this.checks = [new LineCheck("out"), new LineCheck("err")];
    this.#readers = this.#paths.map((path) =>
      Bun.spawn(["sh", "-c", 'exec cat < "$0"', path], { stdin: "ignore", stdout: "pipe", stderr: "inherit" }),
    );
    this.#reading = Promise.all(this.#readers.map(({ stdout }, index) => readAll(stdout, this.checks[index])));
  }

  async #watch({ driver }: PluginClient, signal: AbortSignal): Promise<void> {
    const request = { taskId: this.id, collectionInterval: { seconds: 1 } };
    try {
      for await (const _ of driver.TaskStats(request, { signal })) this.samples += 1;
    } catch {
      // The plugin was killed: whoever starts the next one watches again.
    }
  }

  #noted(file: string): string[] {
    const { allocDir, name } = this.#fixture.config;
    const path = join(allocDir, name, "local", file);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
  }
}

async function readAll(stream: AsyncIterable<Uint8Array>, check: LineCheck | undefined): Promise<void> {
  for await (const chunk of stream) check?.take(chunk);
}
