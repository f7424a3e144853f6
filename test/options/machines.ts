import { existsSync, readFileSync } from "node:fs";
import type { HostFacts } from "../../src/translate/input/spec-input.ts";

/** What decides whether a row can be looked at. */
export interface RowNode extends HostFacts {
  /** Podman can write to the node's journal. */
  readonly journal: boolean;
  /** The user "containers" has subordinate ids: Podman takes those of `userns = "auto"` from them. */
  readonly subordinateIds: boolean;
  /** /usr/share/zoneinfo is there. */
  readonly zones: boolean;
  /** /etc/localtime is there. */
  readonly localTime: boolean;
}

/** The facts of this node that Podman does not tell. */
export function rowNode(host: HostFacts): RowNode {
  const containers = (path: string) => existsSync(path) && readFileSync(path, "utf8").includes("containers:");
  return {
    ...host,
    journal: existsSync("/run/systemd/journal/socket"),
    subordinateIds: containers("/etc/subuid") && containers("/etc/subgid"),
    zones: existsSync("/usr/share/zoneinfo/Asia/Tokyo"),
    localTime: existsSync("/etc/localtime"),
  };
}

const everywhere = { selinux: false, cores: 2 };
const debian13 = {
  ...everywhere,
  cgroupVersion: "v2",
  cgroupManager: "systemd",
  podmanVersion: "5.4.2",
  ociRuntime: "crun",
  journal: true,
  // The lab gives them, on this machine only.
  subordinateIds: true,
  zones: false,
  localTime: true,
} as const;

/**
 * Where the suites are run: `./scripts/test` on Debian 12 as root, `./scripts/machine test` on Debian 13 for root's Podman
 * and an ordinary user's. A row that none of them can look at tests nothing (coverage.test.ts).
 */
export const machines: Readonly<Record<"debian12" | "debian13" | "debian13Rootless", RowNode>> = {
  debian12: {
    ...everywhere,
    rootless: false,
    cgroupVersion: "v1",
    cgroupManager: "cgroupfs",
    cgroupControllers: [],
    podmanVersion: "4.3.1",
    ociRuntime: "runc",
    apparmor: false,
    journal: false,
    subordinateIds: false,
    zones: true,
    localTime: true,
  },
  debian13: {
    ...debian13,
    rootless: false,
    cgroupControllers: ["cpuset", "cpu", "io", "memory", "pids"],
    apparmor: true,
  },
  debian13Rootless: {
    ...debian13,
    rootless: true,
    // systemd delegates no cpuset by default, and Podman has no AppArmor without root.
    cgroupControllers: ["cpu", "memory", "pids"],
    apparmor: false,
  },
};
