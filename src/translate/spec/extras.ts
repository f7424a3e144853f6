import { invalidOption } from "../../core/option-error.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { isAtLeast } from "../input/version.ts";
import { filled } from "./filled.ts";
import { healthConfiguration } from "./health.ts";
import { secrets } from "./secrets.ts";

/** First Podman that honours `oci_runtime` in a create body; before, it is silently ignored. */
const perContainerRuntimeSince = "6.0.0";

/**
 * Options beyond those of the Go driver that belong to no other theme.
 *
 * @throws DriverError `invalidConfig`.
 */
export function extras(input: SpecInput): Partial<SpecGenerator> {
  const { options } = input;
  return {
    ...runtime(input),
    ...secrets(options.secrets),
    ...healthConfiguration(options),
    ...filled<SpecGenerator>({ storage_opts: options.storage_opt, annotations: options.annotations }),
  };
}

function runtime({ options, plugin, host }: SpecInput): Pick<SpecGenerator, "oci_runtime"> {
  const wanted = options.runtime ?? plugin.oci_runtime;
  if (wanted === undefined || wanted === host.ociRuntime) return {};
  if (isAtLeast(host.podmanVersion, perContainerRuntimeSince)) return { oci_runtime: wanted };
  throw invalidOption(
    options.runtime === undefined ? "oci_runtime" : "runtime",
    wanted,
    `this Podman uses "${host.ociRuntime}", and a runtime for each container needs Podman 6 (this is ${host.podmanVersion}): ` +
      `run a second Podman service with --runtime ${wanted} and give it a socket block`,
  );
}
