import { cpus } from "node:os";
import type { HostFacts } from "../../src/translate/input/spec-input.ts";

/** What the lab reads of `GET /info`. */
export interface Info {
  readonly host: {
    readonly cgroupVersion: "v1" | "v2";
    readonly cgroupManager: string;
    readonly cgroupControllers: readonly string[];
    readonly ociRuntime: { readonly name: string };
    readonly security: {
      readonly rootless: boolean;
      readonly apparmorEnabled: boolean;
      readonly selinuxEnabled: boolean;
    };
  };
  readonly version: { readonly APIVersion: string };
}

/** What the translation must know of the node, from Podman's own words. */
export function hostFactsOf({ host, version }: Info): HostFacts {
  return {
    rootless: host.security.rootless,
    cgroupVersion: host.cgroupVersion,
    cgroupManager: host.cgroupManager,
    cgroupControllers: host.cgroupControllers,
    podmanVersion: version.APIVersion,
    ociRuntime: host.ociRuntime.name,
    apparmor: host.security.apparmorEnabled,
    selinux: host.security.selinuxEnabled,
    cores: cpus().length,
  };
}
