import { invalidOption } from "../../core/option-error.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { parseNamespace } from "../input/namespace.ts";
import { asWritten, type SpecInput } from "../input/spec-input.ts";
import { userNamespace } from "./user-namespace.ts";

/**
 * The kernel namespaces other than the network's, and the shared memory that goes with ipc.
 *
 * @throws DriverError `invalidConfig`.
 */
export function namespaces(input: Pick<SpecInput, "options" | "written" | "task" | "host">): Partial<SpecGenerator> {
  const { options, task, host } = input;
  const { ipc_mode, pid_mode, uts_mode, cgroupns, shm_size } = options;
  const ownsSharedMemory = ipc_mode === undefined || ipc_mode === "private" || ipc_mode === "shareable";
  if (shm_size !== undefined && !ownsSharedMemory) {
    throw invalidOption(
      "shm_size",
      asWritten(input, "shm_size"),
      `ipc_mode = "${ipc_mode}" gives the container no /dev/shm of its own; it must be "private" or "shareable"`,
    );
  }
  if (uts_mode !== undefined && uts_mode !== "private" && options.hostname !== undefined) {
    throw invalidOption("hostname", options.hostname, `uts_mode = "${uts_mode}" gives the container no hostname of its own`);
  }
  return {
    ...userNamespace(options, host),
    ...(ipc_mode === undefined ? {} : { ipcns: parseNamespace(ipc_mode, task, "ipc_mode") }),
    ...(pid_mode === undefined ? {} : { pidns: parseNamespace(pid_mode, task, "pid_mode") }),
    ...(uts_mode === undefined ? {} : { utsns: parseNamespace(uts_mode, task, "uts_mode") }),
    ...(cgroupns === undefined ? {} : { cgroupns: parseNamespace(cgroupns, task, "cgroupns") }),
    ...(shm_size === undefined ? {} : { shm_size }),
  };
}
