import { invalidOption } from "../../core/option-error.ts";
import type { DevicePath, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput, WarningSink } from "../input/spec-input.ts";

/** `vendor.example/class=name` of the Container Device Interface. */
export const cdiName = /^[A-Za-z0-9][A-Za-z0-9_.-]*\/[A-Za-z0-9][A-Za-z0-9_.-]*=[A-Za-z0-9][A-Za-z0-9_.:-]*$/;
const permissions = /^[rwm]{1,3}$/;

/**
 * Devices of the `devices` option and of Nomad's `device` blocks.
 *
 * @throws DriverError `invalidConfig`.
 */
export function devices(input: SpecInput, warn: WarningSink): Pick<SpecGenerator, "devices"> {
  const own = (input.options.devices ?? []).map(parseDevice);
  const nomads = input.task.devices.map((device) => ({
    path: [device.hostPath, device.taskPath || device.hostPath, device.cgroupPermissions || "rwm"].join(":"),
  }));
  const all = [...own, ...nomads];
  if (all.length > 0 && input.options.privileged === true) {
    warn("devices has no effect with privileged = true: the container sees all devices of the node under their own names");
  }
  return all.length === 0 ? {} : { devices: all };
}

function parseDevice(text: string): DevicePath {
  if (cdiName.test(text)) return { path: text };
  const [host = "", second, third, ...rest] = text.split(":");
  const container = second !== undefined && permissions.test(second) ? undefined : second;
  const given = container === undefined ? second : third;
  const tooMany = rest.length > 0 || (container === undefined && third !== undefined);
  const bad = !host.startsWith("/") || (container !== undefined && !container.startsWith("/"));
  if (tooMany || bad || (given !== undefined && !permissions.test(given))) {
    throw invalidOption(
      "devices",
      text,
      `write "HOST[:CONTAINER[:PERMISSIONS]]" with permissions of r, w and m, such as "/dev/fuse:/dev/fuse:rw", or a CDI name such as "nvidia.com/gpu=all"`,
    );
  }
  return { path: text };
}
