import { invalidOption } from "../../core/option-error.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput, TaskFacts, WarningSink } from "../input/spec-input.ts";
import { isAtLeast, leaksDefaults } from "../input/version.ts";
import { dns } from "./dns.ts";
import { extraHost, sharesHostsFile, usesHostGateway } from "./hosts-file.ts";
import { networkOptions } from "./network-mode.ts";
import { networks } from "./networks.ts";
import { publishedPorts } from "./ports.ts";
import { resolvConfWarning } from "./resolv-conf.ts";

/** First Podman that reads `host-gateway`; before, the word ends up in /etc/hosts as if it were an address:
 * docs/podman-quirks.md#host-gateway. */
const hostGatewaySince = "4.7.0";

/**
 * Network namespace, networks, ports, name servers and hosts.
 *
 * @throws DriverError `invalidConfig`.
 */
export function network(input: SpecInput, warn: WarningSink): Partial<SpecGenerator> {
  const mode = input.network;
  const asked = input.options.network_mode ?? "";
  if (asked !== "" && (input.task.networkIsolation?.path ?? "") !== "") {
    warn(`network_mode = "${asked}" has no effect: the task joins the network namespace of its group`);
  }
  const names = resolvConfWarning(input);
  if (names !== undefined) warn(names);
  return {
    netns: mode.netns,
    ...networkOptions(mode),
    ...networks(input, mode),
    ...publishedPorts(input, mode, warn),
    ...dns(input, mode, warn),
    ...hosts(input, mode.netns.nsmode),
    ...imageHosts(input),
  };
}

/** Left to containers.conf where that can be: its `no_hosts`. */
function imageHosts({ options, host }: SpecInput): Pick<SpecGenerator, "use_image_hosts"> {
  if (options.hosts_file === "image") return { use_image_hosts: true };
  return leaksDefaults(host.podmanVersion) ? { use_image_hosts: false } : {};
}

/** True when `extra_hosts` says `host-gateway` and Podman is too old to know it, or the file is ours to write. */
export function needsHostGateway(input: Pick<TaskFacts, "task" | "options" | "host">): boolean {
  if (!usesHostGateway(input.options.extra_hosts)) return false;
  return sharesHostsFile(input.task) || !isAtLeast(input.host.podmanVersion, hostGatewaySince);
}

function hosts(input: SpecInput, mode: string): Pick<SpecGenerator, "hostadd"> {
  const entries = input.options.extra_hosts ?? [];
  if (entries.length === 0 || input.hostsFile !== undefined) return {};
  if (mode === "container") {
    throw invalidOption(
      "extra_hosts",
      entries,
      "the container shares the /etc/hosts of the one whose network it joins; set it there",
    );
  }
  const added = entries.flatMap((entry) => extraHost(entry, input.hostGateway));
  return { hostadd: added.map(({ name, address }) => `${name}:${address}`) };
}
