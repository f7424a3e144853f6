import { DriverError, isDriverError } from "../core/errors.ts";
import type { CallOptions, PodmanClient } from "../podman/api.ts";
import { invalidOption } from "../translate/invalid-option.ts";
import { type NetworkInput, networkMode } from "../translate/network-mode.ts";
import { inspectContainer } from "./task-container.ts";

/**
 * Whether the task runs whose network `network_mode = "task:NAME"` joins. Podman would start its stopped container again,
 * which Nomad has given up. One request, for such a task only.
 *
 * @throws DriverError `invalidConfig`, recoverable: the other task may be about to start
 */
export async function checkJoinedTask(client: PodmanClient, input: NetworkInput, options: CallOptions): Promise<void> {
  const asked = input.options.network_mode ?? "";
  const { netns } = networkMode(input);
  if (!asked.startsWith("task:") || netns.nsmode !== "container") return;
  const name = netns.value ?? "";
  const found = await inspectContainer(client, name, options).catch((error: unknown) => {
    if (isDriverError(error, "notFound")) return undefined;
    throw error;
  });
  if (found?.state.running === true) return;
  const why =
    found === undefined ? `there is no container ${name} of that task` : `its container ${name} is ${found.state.status}`;
  const advice =
    'that task must start first and go on running: give this one lifecycle { hook = "poststart", sidecar = true }, or that one { hook = "prestart", sidecar = true }';
  const { code, message } = invalidOption("network_mode", asked, `${why}; ${advice}`);
  throw new DriverError(code, message, { recoverable: true });
}
