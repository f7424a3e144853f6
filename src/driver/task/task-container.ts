import type { ContainerInspect } from "../../podman/containers/types.ts";
import { createdNetworks } from "../../translate/network/created-networks.ts";
import type { TaskContainer } from "./task.ts";

/** What the driver keeps of a container that was inspected. */
export function taskContainer(inspect: ContainerInspect): TaskContainer {
  const { state } = inspect;
  return {
    id: inspect.id,
    pid: state.pid,
    conmonPid: state.conmonPid,
    conmonPidFile: inspect.conmonPidFile,
    cgroupPath: state.cgroupPath,
    stopSignal: inspect.stopSignal === "" || inspect.stopSignal === "0" ? "SIGTERM" : inspect.stopSignal,
    joined: inspect.dependencies,
    createdNetworks: createdNetworks(inspect.labels),
    imageId: inspect.imageId,
    healthCheck: inspect.healthCheck,
    healthCheckedAt: "",
    startedAt: state.startedAt ?? new Date(0),
  };
}
