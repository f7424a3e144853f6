import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import type { ContainerInspect } from "../../src/podman/containers/types.ts";
import type { Lab } from "../lab/lab.ts";
import type { Allocation, TaskState } from "../lab/nomad.ts";
import { waitFor } from "../lab/wait-for.ts";
import { ExecSession } from "./exec-session.ts";
import { LineCheck } from "./line-check.ts";

/** What `GET /v1/client/allocation/ID/stats` tells of a task. */
interface Usage {
  /** Nanoseconds since 1970. */
  readonly Timestamp: number;
  readonly ResourceUsage: { readonly CpuStats: { readonly Percent: number } };
}

/** What must grow while a task is well. */
interface Progress {
  readonly lines: readonly number[];
  readonly sampled: number;
  readonly checked: string;
}

/** An allocation of the agent's: its log files are compared with what it writes, and an exec session is open in it. */
export class AgentTask {
  readonly id: string;
  readonly #lab: Lab;
  readonly #exitCode: number;
  readonly #inspect: () => Promise<ContainerInspect>;
  readonly #checks = [new LineCheck("out"), new LineCheck("err")] as const;
  readonly #positions = [0, 0];
  #session: ExecSession | undefined;
  #container = "";

  /** @param inspect of the container with the name that it is given */
  constructor(lab: Lab, id: string, exitCode: number, inspect: (name: string) => Promise<ContainerInspect>) {
    this.id = id;
    this.#lab = lab;
    this.#exitCode = exitCode;
    this.#inspect = () => inspect(`main-${id}`);
  }

  /** Resolves once it writes, is sampled, is healthy, and has an open exec session. */
  async attend(): Promise<void> {
    this.#container = identity(await this.#inspect());
    await this.reopenSession();
    await this.goesOn();
  }

  /** Opens another exec session in the place of the one that went with its agent. */
  async reopenSession(): Promise<void> {
    this.leave();
    this.#session = await ExecSession.open(this.#lab.agent.address, this.id);
  }

  /** Ends the exec session. */
  leave(): void {
    this.#session?.close();
    this.#session = undefined;
  }

  /** Resolves once there are more lines, a newer sample and a newer health check, and the exec session echoes. */
  async goesOn(): Promise<void> {
    const before = await waitFor(`lines and stats of ${this.id}`, () => this.#progress());
    const grew = (now: Progress) =>
      now.lines.every((count, index) => count > (before.lines[index] ?? 0)) &&
      now.sampled > before.sampled &&
      now.checked !== before.checked;
    await waitFor(`more lines, stats and health checks of ${this.id}`, async () => grew(await this.#progress()));
    await this.#session?.echoes();
  }

  /** What is wrong with it, while it should run. */
  async problems(): Promise<string[]> {
    this.#read();
    const state = await this.#state();
    const { state: container } = await this.#inspect();
    const now = identity(await this.#inspect());
    return this.#named([
      ...(state.State === "running" ? [] : [`Nomad says that it is ${state.State}`]),
      ...(now === this.#container ? [] : [`its container is ${now} and was ${this.#container}`]),
      ...(container.health?.status === "healthy" ? [] : [`its health is ${container.health?.status}`]),
      ...this.#history(state),
    ]);
  }

  /** What was wrong with its end, after its job was stopped. */
  async endProblems(): Promise<string[]> {
    const last = Number(this.#noted("last")[0]);
    const isWhole = () => {
      this.#read();
      return this.#checks.every((check) => check.last >= last);
    };
    await waitFor(`the last line of ${this.id}`, isWhole, { timeout: 5_000 }).catch(() => undefined);
    const state = await this.#state();
    const [ended, ...others] = (state.Events ?? []).filter(({ Type }) => Type === "Terminated");
    const code = Number(ended?.Details?.["exit_code"]);
    return this.#named([
      ...(code === this.#exitCode && others.length === 0 ? [] : [`exit code ${code} instead of ${this.#exitCode}`]),
      ...this.#checks.filter((check) => check.last !== last).map((check) => `${check.last} of ${last} lines`),
      ...this.#history(state),
    ]);
  }

  /** What neither a running task nor one that was stopped may have behind it. */
  #history(state: TaskState): string[] {
    const starts = this.#noted("starts").length;
    // Nomad keeps the last ten events: that of the start may be gone, a second one would be there.
    const started = (state.Events ?? []).filter(({ Type }) => Type === "Started").length;
    return [
      ...(starts === 1 && started <= 1 ? [] : [`its process was started ${starts} times, ${started} times by Nomad`]),
      ...(state.Restarts === 0 && !state.Failed ? [] : [`Nomad counts ${state.Restarts} restarts, failed: ${state.Failed}`]),
      ...this.#checks.flatMap(({ problems }) => problems),
    ];
  }

  async #progress(): Promise<Progress> {
    this.#read();
    const stats = await this.#lab.nomad.get<{ Tasks: Readonly<Record<string, Usage>> }>(
      `/v1/client/allocation/${this.id}/stats`,
    );
    const { Timestamp = 0, ResourceUsage } = stats.Tasks["main"] ?? {};
    const percent = ResourceUsage?.CpuStats.Percent ?? Number.NaN;
    if (!(percent >= 0)) throw new Error(`its CPU percentage is ${percent}`);
    const { state } = await this.#inspect();
    return {
      lines: this.#checks.map(({ last }) => last),
      sampled: Timestamp,
      checked: state.health?.lastCheck?.startedAt ?? "",
    };
  }

  async #state(): Promise<TaskState> {
    const { TaskStates } = await this.#lab.nomad.get<Allocation>(`/v1/allocation/${this.id}`);
    const state = TaskStates?.["main"];
    if (state === undefined) throw new Error(`Nomad has no state of ${this.id}`);
    return state;
  }

  /** Takes what Nomad's log collector has written since the last time. */
  #read(): void {
    for (const [index, stream] of (["stdout", "stderr"] as const).entries()) {
      const chunk = partOf(this.#path(`alloc/logs/main.${stream}.0`), this.#positions[index] ?? 0);
      this.#positions[index] = (this.#positions[index] ?? 0) + chunk.length;
      this.#checks[index]?.take(chunk);
    }
  }

  #noted(file: string): string[] {
    const path = this.#path(`main/local/${file}`);
    return existsSync(path) ? readFileSync(path, "utf8").split("\n").slice(0, -1) : [];
  }

  #path(below: string): string {
    return join(this.#lab.agent.dataDirectory, "alloc", this.id, below);
  }

  #named(problems: readonly string[]): string[] {
    return problems.map((text) => `${this.id}: ${text}`);
  }
}

/** What tells a container from one that was started anew. */
function identity({ id, state }: ContainerInspect): string {
  return `${id} of ${state.startedAt?.toISOString()}, ${state.status} as ${state.pid}`;
}

/** A file from a position to its end. */
function partOf(path: string, position: number): Uint8Array {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(Math.max(0, fstatSync(file).size - position));
    return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, position));
  } finally {
    closeSync(file);
  }
}
