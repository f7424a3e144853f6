import type { OptionValues } from "../../config/table/option.ts";
import { invalidOption } from "../../core/option-error.ts";
import { hasGroupNetwork } from "../../core/task-config.ts";
import type { TaskContext } from "../api.ts";
import type { OwnOptions } from "../own-options.ts";
import type { nspawnTaskOptions } from "./task-options.ts";

type TaskOptions = OptionValues<typeof nspawnTaskOptions>;

/** The task's network: the group's where it has one, else Podman's bridge, a zone, a bridge of the node, or the node's. */
export function setNetwork(own: OwnOptions, options: TaskOptions, context: TaskContext): void {
  const { network_veth, network_bridge, network_zone } = options;
  const inGroup = hasGroupNetwork(context);
  const [option, value] = network_zone === undefined ? ["network_bridge", network_bridge] : ["network_zone", network_zone];
  if (inGroup) {
    if (value === undefined) return;
    throw invalidOption(option, value, "cannot be used in a group with a network of its own; keep one of them");
  }
  if (network_zone !== undefined) {
    own.set(
      "networks",
      [{ name: `nomad-zone-${network_zone}`, create: true, aliases: [context.name] }],
      "network_zone",
      network_zone,
    );
  } else if (network_bridge !== undefined) {
    own.set(
      "networks",
      [{ name: `nomad-bridge-${network_bridge}`, create: true, bridge: network_bridge, ipam_driver: "none" }],
      option,
      value,
    );
    own.phrase(`: create a macvlan network on "${network_bridge}" with podman network create, and name that`, "");
  } else {
    own.set("network_mode", network_veth ? "bridge" : "host", "network_veth", network_veth);
    own.phrase('set network_mode = "bridge"', "set network_veth = true");
  }
}
