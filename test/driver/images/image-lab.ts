import { expect } from "bun:test";
import { DriverError } from "../../../src/core/errors.ts";
import type { Logger, LogLevel } from "../../../src/core/logger.ts";
import type { Driver } from "../../../src/driver/api.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { exitOf, type LifecycleLab, nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import type { TestPodman } from "../../lab/test-podman.ts";

/** What tasks need for a registry on loopback. */
export const insecure = { tls_verify: false };

/** A driver on a real Podman, and what all tests of images look at. */
export interface ImageLab extends LifecycleLab {
  readonly podman: TestPodman;
  /** For files of the test; goes with the lab. */
  readonly directory: string;
  readonly cleanup: Cleanup;
  /** What the task's events said so far. */
  messages(task: TaskFixture): readonly string[];
  /** Starts a task and waits for its exit code. */
  run(task: TaskFixture, driver?: Driver): Promise<number>;
  /** The error of a start that must fail: a DriverError in one line, and no container is left. */
  failure(task: TaskFixture, driver?: Driver, signal?: AbortSignal): Promise<DriverError>;
  /** All that was logged and told in events so far, in one text. */
  readonly told: string;
}

export function openImageLab(podman: TestPodman, options: Readonly<Record<string, unknown>> = {}): ImageLab {
  const cleanup = new Cleanup();
  const directory = scratchDirectory(cleanup);
  const logged: string[] = [];
  const lab = openLifecycleLab(podman.socketPath, options, recorder(logged));
  cleanup.defer(() => lab[Symbol.asyncDispose]());
  return {
    ...lab,
    podman,
    directory,
    cleanup,
    messages: (task) => lab.events.filter(({ taskId }) => taskId === task.config.id).map(({ message }) => message),
    async run(task, driver = lab.driver) {
      await lab.start(task, driver);
      return (await exitOf(driver, task)).exitCode;
    },
    async failure(task, driver = lab.driver, signal = never) {
      const error = await driver.startTask(task.config, signal).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof DriverError)) throw new Error(`the start ended with ${String(error)}`);
      expect(error.message).not.toContain("\n");
      expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
      return error;
    },
    get told() {
      return [...logged, JSON.stringify(lab.events)].join("\n");
    },
    [Symbol.asyncDispose]: () => cleanup.run(),
  };
}

function recorder(lines: string[]): Logger {
  const at = (level: LogLevel) => (message: string, fields?: unknown) =>
    void lines.push(`${level} ${message} ${JSON.stringify(fields)}`);
  const logger: Logger = {
    trace: at("trace"),
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    named: () => logger,
  };
  return logger;
}
