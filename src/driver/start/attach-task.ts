import type { ContainerInspect } from "../../podman/containers/types.ts";
import type { LogRoute } from "../../translate/spec/logging.ts";
import type { LogCollector } from "../logs/collector.ts";
import type { LogOutputs } from "../logs/outputs.ts";
import { Task, type TaskContainer } from "../task/task.ts";
import { taskContainer } from "../task/task-container.ts";
import type { TaskEvents } from "../task/task-events.ts";

/** A task whose container runs, or has run. */
export interface AttachedTask extends Pick<Task, "config" | "service" | "network"> {
  readonly inspect: ContainerInspect;
  /** What is known better than from the inspect. */
  readonly known?: Partial<TaskContainer>;
  readonly log: Pick<LogRoute, "driver" | "collected">;
  /** True when an earlier plugin has collected its output. */
  readonly resume: boolean;
  /** Opened already, for a container that was just started. */
  readonly outputs?: LogOutputs | undefined;
}

export interface AttachDeps {
  readonly logs: LogCollector;
  readonly events: TaskEvents;
}

/** Makes the Task of a container and starts to collect its output: the last step of StartTask and of RecoverTask. */
export function attachTask(attached: AttachedTask, { logs, events }: AttachDeps): Task {
  const { config, service, inspect, known, network, log, resume, outputs } = attached;
  const logged = {
    containerId: inspect.id,
    containers: service.client.containers,
    driver: log.driver,
    collected: log.collected,
    socket: service.client.socket,
    logPath: inspect.log.path,
    stdoutPath: config.stdoutPath,
    stderrPath: config.stderrPath,
    allocDir: config.allocDir,
    taskName: config.name,
    report: (message: string) => events.emit(config, message),
    resume,
  };
  const container = { ...taskContainer(inspect), ...known };
  return new Task({ config, service, container, network, log: logs.attach(logged, outputs) });
}
