import { ipVersion } from "../../core/ip-address.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput, WarningSink } from "../input/spec-input.ts";
import { filled } from "../spec/filled.ts";
import type { NetworkMode } from "./network-mode.ts";

/**
 * Name servers: the job's `network.dns`, else the file that `resolv_conf` names, else the plugin's `dns_servers`, else what
 * Podman does by itself. A container in
 * another one's network namespace shares that one's resolv.conf, and Podman takes no settings for it.
 *
 * @throws DriverError `invalidConfig` for an address of the job that is none.
 */
export function dns(
  { task, plugin, options }: Pick<SpecInput, "task" | "plugin" | "options">,
  mode: NetworkMode,
  warn: WarningSink,
): Partial<SpecGenerator> {
  const job = task.dns;
  const { nsmode } = mode.netns;
  const { resolv_conf } = options;
  if (job === undefined && resolv_conf !== undefined) return resolv_conf === "image" ? { use_image_resolve_conf: true } : {};
  if (resolv_conf !== undefined) warn(`resolv_conf = "${resolv_conf}" has no effect: the job's network.dns is used instead`);
  if (nsmode === "container" || nsmode === "none") {
    // A task of the same group has the same settings itself.
    const elsewhere = job !== undefined && options.network_mode?.startsWith("task:") !== true;
    if (elsewhere) warn(`network.dns has no effect: with network_mode = "${mode.text}" no resolv.conf is the container's own`);
    return {};
  }
  if (job === undefined) return filled<SpecGenerator>({ dns_server: plugin.dns_servers });
  const bad = job.servers.find((address) => ipVersion(address) === undefined);
  if (bad !== undefined) throw invalidOption("network.dns.servers", bad, "it is not an IP address");
  return filled<SpecGenerator>({ dns_server: job.servers, dns_search: job.searches, dns_option: job.options });
}
