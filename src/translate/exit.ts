import type { ExitResult } from "../core/task-status.ts";

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
}

/** Highest signal number of Linux (SIGRTMAX). */
const highestSignal = 64;
const signalBase = 128;

/**
 * The exit as Nomad sees it. Podman knows no signals: conmon reports 128 + signal, as a shell does, so a process that
 * itself exits with 130 cannot be told from one that SIGINT ended; Nomad's docker driver reads it the same way.
 */
export function exitResult(ended: EndedContainer): ExitResult {
  const signal = ended.exitCode - signalBase;
  const killed = ended.oomKilled || (ended.cgroupOomKills ?? 0) > 0;
  const error = ended.error?.trim() ?? "";
  return {
    exitCode: ended.exitCode,
    signal: signal > 0 && signal <= highestSignal ? signal : 0,
    oomKilled: killed,
    ...(error === "" ? {} : { error }),
  };
}
