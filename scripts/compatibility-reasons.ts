/**
 * Why a test does not pass on a version or is skipped on it, and why a suite was not run, for the tables of
 * docs/compatibility.md.
 */

/** A reason for tests of some versions. */
export interface KnownReason {
  readonly of: "podman" | "nomad" | "runtime";
  /** A part of the test's name. */
  readonly test: string;
  /** Name of the OCI runtime that it is of; all when unset. */
  readonly runtime?: string;
  /** The first version that it holds for; all when unset. */
  readonly since?: string;
  /** The first version that it no longer holds for; none when unset. */
  readonly before?: string;
  readonly reason: string;
}

const crunAndPause =
  "on cgroup v1 crun 1.8.1 does not thaw a paused task that is killed: Podman takes it for stopped, and only its removal ends it";

const youkiAndExec =
  "youki 0.7.0 says in words of its own that a program is missing or may not be executed, which Podman does not know: 125 in place of 127 and 126";

const youkiAndPipes =
  "youki 0.7.0 leaves SIGPIPE ignored in containers (SigIgn 1000 in /proc/self/status): the task's `yes | head` never ends";

export const knownReasons: readonly KnownReason[] = [
  {
    of: "podman",
    test: 'StartTask rejects logging.driver = "journald"',
    since: "4.4.0",
    reason: "from Podman 4.4 on the task starts, with a warning: another test",
  },
  {
    of: "podman",
    test: "events are open before anything has happened, and end quietly",
    since: "5.1.0",
    before: "5.3.0",
    reason: "Podman 5.1 and 5.2 send the head of the event stream with the first event; the driver does not wait for it",
  },
  {
    of: "podman",
    test: "the emulated machine is what machines.ts says of it",
    reason: "a test of ./scripts/machine test only",
  },
  {
    of: "runtime",
    runtime: "crun",
    test: "a task that was paused and killed ends when it runs on",
    reason: crunAndPause,
  },
  {
    of: "runtime",
    runtime: "crun",
    test: "stopTask ends a paused task",
    reason: crunAndPause,
  },
  {
    of: "runtime",
    runtime: "youki",
    test: "stopTask ends a paused task",
    reason: "Podman notes -1 for a paused container that youki 0.7.0 has killed, so its exit code is unknown",
  },
  ...[" and one line that says why", "of a missing command is exit code 127", "is reported with its cause"].map((test) => ({
    of: "runtime" as const,
    runtime: "youki",
    test,
    reason: youkiAndExec,
  })),
  ...["waits for the end of the process, waitTask for its output", "ends the process, and its output still comes"].map(
    (test) => ({
      of: "runtime" as const,
      runtime: "youki",
      test,
      reason: youkiAndPipes,
    }),
  ),
  {
    of: "nomad",
    test: "without interfaces is failed by Nomad itself, and leaves no network",
    before: "1.11.0",
    reason: "before 1.11.0 Nomad starts such a group: the test is of its fault in 1.11.0 to 2.0.5",
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
    of: "runtime",
    versions: ["crun 1.8.1", "youki 0.7.0"],
    suites: ["options"],
    reason: "./scripts/machine test runs the options on crun and cgroup v2; of youki what a task needs first",
  },
];
