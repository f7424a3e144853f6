/**
 * Brings the output of tasks to Nomad, by the way that each task's log driver needs: `nomad` reads conmon's own file,
 * `journald` and a Podman whose files are out of reach follow the API, `k8s-file` and `none` need nothing.
 */
import { closeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import type { ContainersApi } from "../podman/api.ts";
import type { LogRoute } from "../translate/logging.ts";
import { LogFollower } from "./log-follower.ts";
import { openLog } from "./log-open.ts";
import { LogOutputs, type OutputPaths } from "./log-outputs.ts";
import { otherUser } from "./log-owner.ts";
import { LogPump } from "./log-pump.ts";
import { LogScratch } from "./log-scratch.ts";
import { type LogSession, logSession, silentSession } from "./log-session.ts";
import { FollowPosition, LogPosition } from "./log-state.ts";
import { LogStateFile } from "./log-state-file.ts";

export type { LogSession } from "./log-session.ts";

/** Name of the file that holds the position in a log. */
const positionFile = "nomad-log-position";

export interface LogCollectorDeps {
  readonly logger: Logger;
  readonly clock: Clock;
}

/** What is to be collected. */
export interface LoggedTask {
  readonly containerId: string;
  /** The client of the Podman that has the container. */
  readonly containers: Pick<ContainersApi, "logs">;
  readonly driver: LogRoute["driver"];
  /** False when nothing shall reach Nomad. */
  readonly collected: boolean;
  /** The Podman's socket, as the operator wrote it. */
  readonly socket: string;
  /** `HostConfig.LogConfig.Path` of the container's inspect; empty when it names none. */
  readonly logPath: string;
  readonly stdoutPath: string;
  readonly stderrPath: string;
  readonly allocDir: string;
  readonly taskName: string;
  /** True in RecoverTask: goes on where the last plugin was stopped. */
  readonly resume: boolean;
}

export interface LogCollector {
  /**
   * Opens the way to Nomad for a task that is about to start, and has it kept: a millisecond of work, while Podman does its
   * own. Answers nothing when there is nothing to collect, or when it failed: {@link attach} then tries and tells. Never throws.
   */
  prepare(task: OutputPaths, route: LogRoute): LogOutputs | undefined;
  /**
   * Starts to collect, and returns at once. Never throws: a task whose log cannot be collected runs all the same, and
   * the reason is logged.
   *
   * @param prepared of this task, from {@link prepare}; it belongs to the session from now on
   */
  attach(task: LoggedTask, prepared?: LogOutputs): LogSession;
}

export function createLogCollector(deps: LogCollectorDeps): LogCollector {
  const logger = deps.logger.named("logs");
  const scratch = new LogScratch();
  let sessions = 0;
  const onEnd = () => {
    sessions -= 1;
    if (sessions === 0) scratch.release();
  };
  return {
    prepare(paths, route) {
      if (!isCollected(route)) return undefined;
      let outputs: LogOutputs | undefined;
      try {
        outputs = LogOutputs.open(paths);
        outputs.startKeeper();
        return outputs;
      } catch {
        outputs?.leave();
        return undefined;
      }
    },

    attach(task, prepared) {
      if (!isOurs(task)) {
        void prepared?.drop();
        return silentSession;
      }
      let outputs = prepared;
      try {
        outputs ??= LogOutputs.open(task);
        if (!outputs.wanted) return silentSession;
        const session = open(task, outputs, scratch, { clock: deps.clock, logger }, onEnd);
        sessions += 1;
        return session;
      } catch (error) {
        void outputs?.drop();
        const { taskName, containerId } = task;
        logger.error("the task's output cannot be collected", {
          task: taskName,
          container: containerId,
          error: messageOf(error),
        });
        return silentSession;
      }
    },
  };
}

/** False where conmon writes to Nomad's FIFO itself (also in a container that the Go driver made), or nobody shall. */
function isOurs(task: LoggedTask): boolean {
  return isCollected(task) && (task.logPath === "" || (task.logPath !== task.stdoutPath && task.logPath !== task.stderrPath));
}

function isCollected({ driver, collected }: Pick<LogRoute, "driver" | "collected">): boolean {
  return collected && driver !== "none" && driver !== "k8s-file";
}

/** Opens the way that the task's log takes. */
function open(
  task: LoggedTask,
  outputs: LogOutputs,
  scratch: LogScratch,
  deps: LogCollectorDeps,
  onEnd: () => void,
): LogSession {
  const { logger, clock } = deps;
  if (task.driver === "nomad" && task.logPath !== "") {
    try {
      const podmanUser = otherUser(task.socket)?.uid;
      // Before anything is made beside it.
      closeSync(openLog({ path: task.logPath, podmanUser }));
      const file = LogStateFile.open(join(dirname(task.logPath), positionFile), !task.resume);
      const position = new LogPosition(file);
      const source = new LogPump({ path: task.logPath, podmanUser, outputs, position, scratch, logger });
      return logSession({ source, outputs, file, clock, logger, onEnd });
    } catch (error) {
      logger.warn("the container's log file is out of reach; Podman's log stream is followed instead", {
        path: task.logPath,
        error: messageOf(error),
      });
    }
  }
  const file = followFile(task, logger);
  const { containerId, containers } = task;
  const source = new LogFollower({ containerId, containers, outputs, position: new FollowPosition(file), clock, logger });
  return logSession({ source, outputs, file, clock, logger, onEnd });
}

/** The position of a followed log: beside the task's directory, where the task itself does not reach. */
function followFile(task: LoggedTask, logger: Logger): LogStateFile {
  try {
    return LogStateFile.open(join(task.allocDir, `.${task.taskName}.${positionFile}`), !task.resume);
  } catch (error) {
    logger.warn("the position in the log cannot be kept: after a crash of the plugin lines may be repeated", {
      directory: task.allocDir,
      error: messageOf(error),
    });
    return LogStateFile.volatile();
  }
}
