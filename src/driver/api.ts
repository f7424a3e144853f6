/**
 * The driver as the rpc layer sees it: one method a call of the Driver service, in domain types. Every method that waits
 * takes an AbortSignal or has a bound; every failure is a DriverError.
 */
import type { PluginOptions } from "../config/plugin-options.ts";
import type { NodeFacts } from "../core/node.ts";
import type { TaskConfig } from "../core/task-config.ts";
import type {
  ExitResult,
  Fingerprint,
  NetworkOverride,
  TaskEvent,
  TaskHandle,
  TaskStatus,
  TaskUsage,
} from "../core/task-status.ts";

/** What StartTask answers. */
export interface StartedTask {
  readonly handle: TaskHandle;
  readonly network: NetworkOverride | undefined;
}

/** What ExecTask answers: the last 64 KiB of each stream, as Nomad's own drivers keep. */
export interface ExecOutcome {
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
  readonly result: ExitResult;
}

/** A streaming exec from the caller's side. Chunks are only valid until the promise of the write is settled. */
export interface ExecStreams {
  /** The process's input; ends when the caller half-closes stdin. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Terminal sizes as they change. */
  readonly resizes: AsyncIterable<TerminalSize>;
  /** Resolves when the caller can take more: back-pressure. */
  writeStdout(chunk: Uint8Array): Promise<void>;
  writeStderr(chunk: Uint8Array): Promise<void>;
}

/** In characters. */
export interface TerminalSize {
  readonly height: number;
  readonly width: number;
}

export interface ExecRequest {
  readonly taskId: string;
  readonly command: readonly string[];
  readonly tty: boolean;
}

export interface Driver {
  /** Takes the plugin configuration; called once by Nomad after the plugin started, and again never harms. */
  setConfig(options: PluginOptions, node: NodeFacts): void;
  /** True when tasks' output is not collected: part of Capabilities. */
  readonly logCollectionDisabled: boolean;
  /** Sends one fingerprint at once, then one on each change and at least every 30 s, until aborted. */
  fingerprint(signal: AbortSignal): AsyncIterable<Fingerprint>;
  startTask(config: TaskConfig, signal: AbortSignal): Promise<StartedTask>;
  recoverTask(handle: TaskHandle): Promise<void>;
  /** Resolves with the exit; aborting it does not consume the exit. */
  waitTask(taskId: string, signal: AbortSignal): Promise<ExitResult>;
  /** `timeoutMilliseconds` 0 means kill now. An empty `signalText` means the default. */
  stopTask(taskId: string, timeoutMilliseconds: number, signalText: string): Promise<void>;
  destroyTask(taskId: string, force: boolean): Promise<void>;
  inspectTask(taskId: string): TaskStatus;
  taskStats(taskId: string, intervalMilliseconds: number, signal: AbortSignal): AsyncIterable<TaskUsage>;
  taskEvents(signal: AbortSignal): AsyncIterable<TaskEvent>;
  signalTask(taskId: string, signalText: string): Promise<void>;
  /** The exec'd process is killed when `timeoutMilliseconds` have passed or the signal aborts. */
  execTask(taskId: string, command: readonly string[], timeoutMilliseconds: number, signal: AbortSignal): Promise<ExecOutcome>;
  execTaskStreaming(request: ExecRequest, streams: ExecStreams, signal: AbortSignal): Promise<ExitResult>;
  /** Ends what the driver does; containers keep running. */
  shutdown(): Promise<void>;
}
