import type { ExitResult, NetworkOverride, TaskEvent, TaskHandle, TaskState, TaskStatus } from "../core/task-status.ts";
import { taskConfigFromWire } from "./convert-task-config.ts";
import { columnText, timestampToWire, toInt32 } from "./convert-values.ts";
import type { hashicorp } from "./gen/protocol.js";

type WireHandle = hashicorp.nomad.plugins.drivers.proto.ITaskHandle;
type WireTaskConfig = hashicorp.nomad.plugins.drivers.proto.ITaskConfig;
type WireExit = hashicorp.nomad.plugins.drivers.proto.IExitResult;
type WireNetworkOverride = hashicorp.nomad.plugins.drivers.proto.INetworkOverride;
type WireInspect = hashicorp.nomad.plugins.drivers.proto.IInspectTaskResponse;
type WireEvent = hashicorp.nomad.plugins.drivers.proto.IDriverTaskEvent;

/** In the order of the enum of the protocol. */
const states: readonly ("unknown" | TaskState)[] = ["unknown", "running", "exited"];

/** Version of the handle, as the Go driver's. */
const handleVersion = 1;

/** What Go's time.Time is when nobody set it: 0001-01-01. */
const goZeroTime = { seconds: -62_135_596_800, nanos: 0 } as const;

export function handleFromWire(wire: WireHandle): TaskHandle {
  return { config: taskConfigFromWire(wire.config), driverState: Uint8Array.from(wire.driverState ?? []) };
}

/** The handle of a task that was started: it holds the task as Nomad sent it. */
export function handleToWire({ driverState }: TaskHandle, config: WireTaskConfig): WireHandle {
  return { version: handleVersion, config, state: states.indexOf("running"), driverState };
}

/** Its `error` has a field of its own where the protocol has one. */
export function exitToWire(exit: ExitResult): WireExit {
  return { exitCode: toInt32(exit.exitCode), signal: toInt32(exit.signal), oomKilled: exit.oomKilled };
}

export function networkToWire(network: NetworkOverride | undefined): WireNetworkOverride | null {
  if (network === undefined) return null;
  const portMap = Object.fromEntries(Object.entries(network.portMap).map(([label, port]) => [label, toInt32(port)]));
  return { portMap, addr: network.address, autoAdvertise: network.autoAdvertise };
}

export function statusToWire(status: TaskStatus): WireInspect {
  return {
    task: {
      id: status.id,
      name: status.name,
      state: states.indexOf(status.state),
      // Nomad's client rejects a response without the two times.
      startedAt: timestampToWire(status.startedAt) ?? goZeroTime,
      completedAt: timestampToWire(status.completedAt) ?? goZeroTime,
      // It reads the result of a running task as well, and crashes without one (utils.go, exitResultFromProto).
      result: exitToWire(status.result ?? { exitCode: 0, signal: 0, oomKilled: false }),
    },
    driver: { attributes: { ...status.attributes } },
    networkOverride: networkToWire(status.network),
  };
}

export function eventToWire(event: TaskEvent): WireEvent {
  return {
    taskId: event.taskId,
    allocId: event.allocId,
    taskName: event.taskName,
    timestamp: timestampToWire(event.timestamp),
    message: columnText(event.message),
    annotations: { ...event.annotations },
  };
}
