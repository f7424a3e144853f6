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

export const knownReasons: readonly KnownReason[] = [
  {
    of: "podman",
    test: "the emulated machine is what machines.ts says of it",
    reason: "a test of ./scripts/machine test only",
  },
  {
    of: "podman",
    test: "the job's DNS is what a task sees on a named network",
    since: "5.0.0",
    reason: "from Podman 5 on the task sees Podman's own name server, which asks the job's",
  },
];

/** Why suites were not run on versions. */
export interface NotRunReason {
  readonly of: "podman" | "nomad" | "runtime";
  readonly versions: readonly string[];
  readonly suites: readonly string[];
  readonly reason: string;
}

export const notRunReasons: readonly NotRunReason[] = [];
