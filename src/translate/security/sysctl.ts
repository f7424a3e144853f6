import { invalidOption } from "../../core/option-error.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput } from "../input/spec-input.ts";

/** Kernel parameters that a namespace has for itself, and the option that says whose namespace it is. */
const namespaced = [
  { names: /^net\./, option: "network_mode", kind: "network" },
  {
    names: /^(?:kernel\.(?:msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)$|fs\.mqueue\.)/,
    option: "ipc_mode",
    kind: "IPC",
  },
  { names: /^kernel\.domainname$/, option: "uts_mode", kind: "UTS" },
] as const;

/**
 * Kernel parameters (`sysctl`). Only those of the container's own namespaces can be set: the others are the node's, and the
 * runtime refuses them when the container is there already.
 *
 * @throws DriverError `invalidConfig`
 */
export function sysctl({ options }: SpecInput): Pick<SpecGenerator, "sysctl"> {
  const parameters = options.sysctl ?? {};
  for (const [written, value] of Object.entries(parameters)) {
    const name = written.replaceAll("/", ".");
    const option = `sysctl.${written}`;
    const group = namespaced.find(({ names }) => names.test(name));
    if (name === "kernel.hostname") throw invalidOption(option, value, "set the option hostname instead");
    if (group === undefined) {
      throw invalidOption(
        option,
        value,
        "it belongs to the node, not to a container; allowed are net.*, kernel.msg*, kernel.sem, kernel.shm*, fs.mqueue.* and kernel.domainname",
      );
    }
    if (options[group.option] === "host") {
      throw invalidOption(option, value, `${group.option} = "host" has the node's own ${group.kind} parameters`);
    }
  }
  return Object.keys(parameters).length === 0 ? {} : { sysctl: parameters };
}
