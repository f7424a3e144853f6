import type { Clock } from "../core/clock.ts";
import { DriverError } from "../core/errors.ts";
import { killTree } from "../platform/process-tree.ts";
import type { ExecConnection } from "../podman/api.ts";
import type { Task } from "./task.ts";

/** Pauses between two questions for the exit code, in milliseconds: Podman may learn of the end after the output ended. */
const exitPauses = [0, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];

/** One process that was exec'd into a task's container. */
export class ExecProcess {
  readonly #task: Task;
  readonly #id: string;
  readonly #clock: Clock;
  readonly connection: ExecConnection;

  private constructor(task: Task, id: string, clock: Clock, connection: ExecConnection) {
    this.#task = task;
    this.#id = id;
    this.#clock = clock;
    this.connection = connection;
  }

  /** @throws DriverError `invalidRequest` when the task has ended or the command is empty */
  static async start(
    task: Task,
    command: readonly string[],
    options: { readonly tty: boolean; readonly stdin: boolean },
    clock: Clock,
    signal: AbortSignal,
  ): Promise<ExecProcess> {
    if (command.length === 0) throw new DriverError("invalidRequest", "exec needs a command: it is empty");
    if (task.result !== undefined) {
      throw new DriverError("invalidRequest", `task ${task.config.name} has ended: nothing can be executed in it`);
    }
    const { execs } = task.service.client;
    const spec = { command, tty: options.tty, attachStdin: options.stdin };
    const id = await execs.create(task.container.id, spec, { signal });
    const connection = await execs.start(id, { tty: options.tty });
    return new ExecProcess(task, id, clock, connection);
  }

  async resize(height: number, width: number): Promise<void> {
    await this.#task.service.client.execs.resize(this.#id, height, width);
  }

  /** The exit code, to be asked for when the output has ended. @throws DriverError `timeout` */
  async exitCode(): Promise<number> {
    for (const pause of exitPauses) {
      if (pause > 0) await this.#clock.sleep(pause);
      const { running, exitCode } = await this.#task.service.client.execs.inspect(this.#id);
      if (!running) return exitCode;
    }
    throw new DriverError(
      "timeout",
      `the exec'd process closed its output but did not end in container ${this.#task.container.id.slice(0, 12)}`,
    );
  }

  /** Ends the process and its children, and drops the connection. */
  async kill(): Promise<void> {
    try {
      const { running, pid } = await this.#task.service.client.execs.inspect(this.#id);
      if (running) killTree(pid);
    } finally {
      this.connection.close();
    }
  }
}
