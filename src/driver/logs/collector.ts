/**
 * Brings the output of tasks to Nomad, by the way that each task's log driver needs: `nomad` and `k8s-file` read conmon's own
 * file, `journald` and a Podman whose files are out of reach follow the API, `none` needs nothing.
 */
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { needFiles, noMoreFiles } from "../../platform/open-files.ts";
import type { ContainersApi } from "../../podman/containers/calls.ts";
import type { LogRoute } from "../../translate/spec/logging.ts";
import { ChunkBuffer } from "./chunk-buffer.ts";
import { LogFollower } from "./follower.ts";
import { lateSession } from "./late-session.ts";
import type { LogPlace } from "./open-log.ts";
import { LogOutputs, type OutputPaths } from "./outputs.ts";
import { FollowPosition, LogPosition } from "./position.ts";
import type { LogStateFile } from "./position-file.ts";
import { LogPositions, type PositionOwner } from "./positions.ts";
import { LogPump } from "./pump.ts";
import { type LogSession, type LogSource, logSession, silentSession } from "./session.ts";

export type { LogSession } from "./session.ts";

export interface LogCollectorDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  /** Where the positions in the logs are kept; made when the first is. */
  readonly positionDirectory: string;
}

/** The most that the collection of one task opens, at the same time. */
const filesOfTask = 16;

/** What all sessions share. */
interface Shared extends Pick<LogCollectorDeps, "logger" | "clock"> {
  readonly scratch: ChunkBuffer;
  readonly positions: LogPositions;
  readonly onEnd: () => void;
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
  /** Reports to the task's users, in its events. */
  readonly report: (message: string) => void;
  /** True in RecoverTask: goes on where the last plugin was stopped. */
  readonly resume: boolean;
}

export type LogCollector = ReturnType<typeof createLogCollector>;

export function createLogCollector(deps: LogCollectorDeps) {
  const logger = deps.logger.named("logs");
  const scratch = new ChunkBuffer();
  let sessions = 0;
  const onEnd = () => {
    sessions -= 1;
    if (sessions === 0) scratch.release();
  };
  const positions = new LogPositions(deps.positionDirectory, logger, deps.clock);
  const shared = { clock: deps.clock, logger, scratch, positions, onEnd };
  return {
    /**
     * Opens the way to Nomad for a task that is about to start, and has it kept: a millisecond of work, while Podman does its
     * own. Undefined when there is nothing to collect, or when it failed: attach then tries again and logs it. Never throws.
     */
    prepare(paths: OutputPaths, route: LogRoute): LogOutputs | undefined {
      if (!isCollected(route)) return undefined;
      let outputs: LogOutputs;
      try {
        needFiles(filesOfTask);
        outputs = LogOutputs.open(paths);
      } catch {
        return undefined;
      }
      try {
        outputs.startKeeper();
      } catch {
        // Its session tries again. Closed now, the FIFOs would be at their end for Nomad, which reads them once.
      }
      return outputs;
    },

    /**
     * Starts to collect, and returns at once. Never throws: a task whose log cannot be collected runs all the same, and
     * the reason is logged.
     *
     * @param prepared of this task, from prepare; it belongs to the session from now on
     */
    attach(task: LoggedTask, prepared?: LogOutputs): LogSession {
      if (!isCollectedHere(task)) {
        void prepared?.drop();
        return silentSession;
      }
      let outputs = prepared;
      const begin = (): LogSession => {
        needFiles(filesOfTask);
        outputs ??= LogOutputs.open(task);
        if (!outputs.wanted) return silentSession;
        const session = open(task, outputs, shared);
        sessions += 1;
        return session;
      };
      try {
        return begin();
      } catch (error) {
        const fields = { task: task.taskName, container: task.containerId, error: messageOf(error) };
        if (noMoreFiles(error) === undefined) {
          void outputs?.drop();
          logger.error("the task's output cannot be collected", fields);
          return silentSession;
        }
        logger.warn("the task's output cannot be collected yet", fields);
        const { report } = task;
        return lateSession({ open: begin, logger, report, leave: () => outputs?.leave(), drop: async () => outputs?.drop() });
      }
    },
  };
}

/** False where conmon writes to Nomad's FIFO itself, in a container that the Go driver made, or nobody shall. */
function isCollectedHere(task: LoggedTask): boolean {
  return isCollected(task) && (task.logPath === "" || (task.logPath !== task.stdoutPath && task.logPath !== task.stderrPath));
}

function isCollected({ driver, collected }: Pick<LogRoute, "driver" | "collected">): boolean {
  return collected && driver !== "none";
}

/** Opens the way that the task's log takes. */
function open(task: LoggedTask, outputs: LogOutputs, { scratch, positions, logger, clock, onEnd }: Shared): LogSession {
  const { allocDir, taskName, containerId, report } = task;
  const raw = task.driver === "k8s-file";
  const begin = (way: PositionOwner["way"], make: (file: LogStateFile) => LogSource) => {
    const owner = { allocDir, taskName, containerId, way };
    const file = positions.open(owner, task.resume);
    try {
      const source = make(file);
      return logSession({ source, outputs, file, clock, logger, report, onEnd, onForget: () => positions.forget(owner) });
    } catch (error) {
      file.close();
      positions.forget(owner);
      throw error;
    }
  };
  if (task.driver !== "journald" && task.logPath !== "") {
    try {
      const place: LogPlace = { ...task, path: task.logPath };
      return begin("file", (file) => {
        const startOver = task.resume && !file.resumed;
        return new LogPump({ place, outputs, position: new LogPosition(file), startOver, scratch, raw, logger, report });
      });
    } catch (error) {
      if (noMoreFiles(error) !== undefined) throw error;
      logger.warn("the container's log file is out of reach; Podman's log stream is followed instead", {
        path: task.logPath,
        error: messageOf(error),
      });
    }
  }
  return begin("stream", (file) => {
    const position = new FollowPosition(file);
    return new LogFollower({ containerId, containers: task.containers, outputs, position, raw, clock, logger });
  });
}
