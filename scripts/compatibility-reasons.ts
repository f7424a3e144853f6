/**
 * Why a test does not pass on a version or is skipped on it, and why a suite was not run, for the tables of
 * docs/compatibility.md.
 */

/** A reason for tests of some versions. */
export interface KnownReason {
  readonly of: "podman" | "nomad" | "runtime";
  /** A part of the test's name. */
  readonly test: string;
  /** The first version that it holds for; all when unset. */
  readonly since?: string;
  /** The first version that it no longer holds for; none when unset. */
  readonly before?: string;
  readonly reason: string;
}

const crunAndPause =
  "on cgroup v1 crun 1.8.1 does not thaw a paused task that is killed: Podman takes it for stopped, and only its removal ends it";

export const knownReasons: readonly KnownReason[] = [
  {
    of: "podman",
    test: "the emulated machine is what machines.ts says of it",
    reason: "a test of ./scripts/machine test only",
  },
  {
    of: "runtime",
    test: "a task that was paused and killed ends when it runs on",
    reason: crunAndPause,
  },
  {
    of: "runtime",
    test: "stopTask ends a paused task",
    reason: crunAndPause,
  },
];

/** Why suites were not run on versions. */
export interface NotRunReason {
  readonly of: "podman" | "nomad" | "runtime";
  readonly versions: readonly string[];
  readonly suites: readonly string[];
  readonly reason: string;
}

export const notRunReasons: readonly NotRunReason[] = [
  {
    of: "podman",
    versions: ["4.4.4", "4.6.2", "4.9.5", "5.0.3", "5.2.5", "5.6.2", "5.8.0"],
    suites: ["options", "lifecycle", "exec", "logs", "images", "recovery", "errors", "client"],
    reason: "not yet run: lifecycle, logs, exec and recovery come first",
  },
  {
    of: "nomad",
    versions: ["1.8.4", "1.9.7", "1.10.5", "1.11.3"],
    suites: ["restarts", "networks", "from the Go driver", "dialects", "install", "jobs and all else"],
    reason: "not yet run: restarts, networks and the way from the Go driver come first",
  },
  {
    of: "runtime",
    versions: ["crun 1.8.1"],
    suites: ["options"],
    reason: "not yet run: lifecycle and exec come first",
  },
];
