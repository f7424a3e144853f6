import { invalidOption } from "../../core/option-error.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput, WarningSink } from "../input/spec-input.ts";
import { isAtLeast } from "../input/version.ts";
import { dns } from "./dns.ts";
import { extraHost, sharedHostsFile, sharesHostsFile, usesHostGateway } from "./hosts-file.ts";
import { type NetworkInput, networkMode, networkOptions } from "./network-mode.ts";
import { networks } from "./networks.ts";
import { publishedPorts } from "./ports.ts";

/** First Podman that reads `host-gateway`; before, the word ends up in /etc/hosts as if it were an address:
 * docs/podman-quirks.md#host-gateway. */
const hostGatewaySince = "4.7.0";

/**
 * Network namespace, networks, ports, name servers and hosts.
 *
 * @throws DriverError `invalidConfig`.
 */
export function network(input: SpecInput, warn: WarningSink): Partial<SpecGenerator> {
  const mode = networkMode(input, warn);
  return {
    netns: mode.netns,
    ...networkOptions(mode),
    ...networks(input, mode),
    ...publishedPorts(input, mode, warn),
    ...dns(input, mode, warn),
    ...hosts(input, mode.netns.nsmode),
  };
}

/**
 * True when {@link SpecInput.hostGateway} is needed: `extra_hosts` says `host-gateway` and Podman is too old to know it, or
 * the file is ours to write.
 */
export function needsHostGateway(input: NetworkInput): boolean {
  if (!usesHostGateway(input.options.extra_hosts)) return false;
  return sharesHostsFile(input.task) || !isAtLeast(input.host.podmanVersion, hostGatewaySince);
}

function hosts(input: SpecInput, mode: string): Pick<SpecGenerator, "hostadd"> {
  const entries = input.options.extra_hosts ?? [];
  if (entries.length === 0) return {};
  if (mode === "container") {
    throw invalidOption(
      "extra_hosts",
      entries,
      "the container shares the /etc/hosts of the one whose network it joins; set it there",
    );
  }
  const gateway = needsHostGateway(input) ? input.hostGateway : "host-gateway";
  const added = entries.flatMap((entry) => extraHost(entry, gateway));
  if (sharedHostsFile(input.task, entries, gateway) !== undefined) return {};
  return { hostadd: added.map(({ name, address }) => `${name}:${address}`) };
}
