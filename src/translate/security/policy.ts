import { notAllowedOption } from "../../core/option-error.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { checkConfinement } from "./policy-confinement.ts";
import { checkDevices } from "./policy-devices.ts";
import { checkFiles } from "./policy-files.ts";
import { checkHostNamespaces } from "./policy-namespaces.ts";

/**
 * Refuses what the plugin configuration does not let jobs ask for.
 *
 * @throws DriverError `notAllowed` that names the job's option and the plugin's.
 */
export function checkPolicy(input: SpecInput): void {
  const { options, plugin } = input;
  if (options.privileged === true && !plugin.allow_privileged) {
    throw notAllowedOption("privileged", true, "set allow_privileged = true in the plugin configuration");
  }
  checkCapabilities(options.cap_add, plugin.allow_caps);
  checkRuntime(options.runtime, plugin.allow_runtimes);
  if (!plugin.allow_privileged) checkConfinement(input);
  if (!plugin.allow_host_namespaces) checkHostNamespaces(input);
  if (!plugin.volumes.enabled) checkFiles(input);
  checkDevices(input);
}

function checkCapabilities(asked: readonly string[] | undefined, allowed: readonly string[] | undefined): void {
  if (asked === undefined || allowed === undefined) return;
  const permitted = new Set(allowed.map(capability));
  if (permitted.has("ALL")) return;
  const refused = asked.find((name) => !permitted.has(capability(name)));
  if (refused !== undefined) {
    throw notAllowedOption(
      "cap_add",
      refused,
      `allow_caps in the plugin configuration has ${[...permitted].join(", ") || "none"}`,
    );
  }
}

function capability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, "");
}

function checkRuntime(asked: string | undefined, allowed: readonly string[] | undefined): void {
  if (asked === undefined || asked === "" || allowed === undefined || allowed.includes(asked)) return;
  throw notAllowedOption("runtime", asked, `allow_runtimes in the plugin configuration has ${allowed.join(", ") || "none"}`);
}
