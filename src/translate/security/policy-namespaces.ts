import { notAllowedOption } from "../../core/option-error.ts";
import type { SpecInput } from "../input/spec-input.ts";

const why = "set allow_host_namespaces = true in the plugin configuration";

/**
 * Refuses namespaces of the node, and those of containers that are not of the task's allocation: such a one may itself have
 * the node's.
 *
 * @throws DriverError `notAllowed`
 */
export function checkHostNamespaces(input: SpecInput): void {
  const { options, task } = input;
  const { ipc_mode, pid_mode, uts_mode, cgroupns, userns } = options;
  // A task of a group with a network of its own joins that one, whatever it asks for.
  const ownNetwork = (task.networkIsolation?.path ?? "") === "";
  const network_mode = ownNetwork ? options.network_mode : undefined;
  for (const [option, value] of Object.entries({ network_mode, ipc_mode, pid_mode, uts_mode, cgroupns, userns })) {
    if (value === "host" || value?.startsWith("ns:") === true) throw notAllowedOption(option, value, why);
    if (value?.startsWith("container:") === true && !value.endsWith(`-${task.allocId}`)) {
      throw notAllowedOption(
        option,
        value,
        `"task:NAME" joins another task of the allocation; for any other container, ${why}`,
      );
    }
  }
  // pasta writes files, and both reach what listens on the node's loopback, when they are asked to.
  if (network_mode !== undefined && input.network.options.length > 0) {
    throw notAllowedOption("network_mode", options.network_mode, `leave out the words behind the colon, or ${why}`);
  }
}
