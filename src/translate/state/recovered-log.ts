import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import { rawLogLabel } from "../../core/names.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";
import type { LogRoute } from "../spec/logging.ts";
import type { DriverState } from "./driver-state.ts";

/**
 * How the output of a recovered task travels. Nomad hands over no driver config then (it encodes that for StartTask only), so
 * this is what the container was made with, and whether it was collected from Podman's log API.
 */
export function recoveredLogRoute(
  { log, labels }: Pick<ContainerInspect, "log" | "labels">,
  state: Pick<DriverState, "logStreamer">,
  plugin: Pick<PluginOptions, "disable_log_collection">,
): Pick<LogRoute, "driver" | "collected"> {
  const wanted = !plugin.disable_log_collection;
  switch (log.driver) {
    case "none":
      return { driver: "none", collected: false };
    case "journald":
      // Also Podman's own default, with disable_log_collection: that is not collected.
      return { driver: "journald", collected: wanted && state.logStreamer };
    default:
      // From the Go driver its path is Nomad's FIFO: the collector leaves that alone.
      return { driver: rawLogLabel in labels ? "k8s-file" : "nomad", collected: wanted };
  }
}
