import type { ContainerInspect } from "../podman/types.ts";
import type { TaskContainer } from "./task.ts";

/** What the driver keeps of a container that was inspected. */
export function taskContainer(inspect: ContainerInspect): TaskContainer {
  const { state } = inspect;
  return {
    id: inspect.id,
    pid: state.pid,
    conmonPid: state.conmonPid,
    cgroupPath: state.cgroupPath,
    stopSignal: inspect.stopSignal === "" || inspect.stopSignal === "0" ? "SIGTERM" : inspect.stopSignal,
    startedAt: state.startedAt ?? new Date(0),
  };
}
