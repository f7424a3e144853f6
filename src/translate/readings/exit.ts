import { memoryText } from "../../core/byte-size.ts";
import type { Resources } from "../../core/task-config.ts";
import type { ExitResult } from "../../core/task-status.ts";

/** What the container's end looks like from outside. */
export interface EndedContainer {
  /** Podman's `State.ExitCode`: 128 + the signal for a process that a signal ended. */
  readonly exitCode: number;
  /** Podman's `State.OOMKilled`. */
  readonly oomKilled: boolean;
  /** OOM kills that the container's cgroup counted, where it could still be read: Podman misses them on hybrid cgroup v1. */
  readonly cgroupOomKills?: number;
  /** Podman's `State.Error`, empty when there is none. */
  readonly error?: string;
  /** What the task may use. */
  readonly resources: Resources;
}

/** Highest signal number of Linux (SIGRTMAX). */
const highestSignal = 64;
const signalBase = 128;

/** The text of an OOM kill: the limit that was reached, and the option that raises it. */
export function oomText({ memoryMb, memoryMaxMb, linux }: Resources): string {
  const mebibyte = 1024 ** 2;
  if (memoryMaxMb < 0) return "OOM killed: the node has no memory left, and the task has no limit (resources.memory_max = -1)";
  const [option, bytes] =
    memoryMaxMb > 0
      ? ["resources.memory_max", memoryMaxMb * mebibyte]
      : ["resources.memory", memoryMb > 0 ? memoryMb * mebibyte : linux.memoryLimitBytes];
  return `OOM killed: the task needs more memory than its limit of ${memoryText(bytes)}: raise ${option}`;
}

/** The text for a task that was denied a process because it had as many as it may have. */
export function deniedText(times: number): string {
  const often = times === 1 ? "once" : `${times} times`;
  return `the task reached its pids_limit and was denied a new process ${often}: raise pids_limit`;
}

/**
 * The exit as Nomad sees it. Podman knows no signals: conmon reports 128 + signal, as a shell does, so a process that
 * itself exits with 130 cannot be distinguished from one that SIGINT ended; Nomad's docker driver reads it the same way.
 */
export function exitResult(ended: EndedContainer): ExitResult {
  const signal = ended.exitCode - signalBase;
  const killed = ended.oomKilled || (ended.cgroupOomKills ?? 0) > 0;
  const reported = ended.error?.trim() ?? "";
  // With an error Nomad takes the exit for a failure: a process that survived the kill of a child may have ended well.
  const error = reported === "" && killed && ended.exitCode !== 0 ? oomText(ended.resources) : reported;
  return {
    exitCode: ended.exitCode,
    signal: signal > 0 && signal <= highestSignal ? signal : 0,
    oomKilled: killed,
    ...(error === "" ? {} : { error }),
  };
}
