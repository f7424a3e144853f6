/**
 * The driver as the rpc layer sees it: one method per call of the Driver service, in domain types. Every method that waits
 * takes an AbortSignal or has a bound; every failure is a DriverError.
 */
import type { PluginOptions } from "../config/plugin-options/plugin-options.ts";
import type { ExecOutcome, ExecRequest, ExecStreams } from "../core/exec.ts";
import type { NodeFacts } from "../core/node.ts";
import type { GroupNetwork, TaskConfig } from "../core/task-config.ts";
import type {
  ExitResult,
  Fingerprint,
  StartedTask,
  TaskEvent,
  TaskHandle,
  TaskStatus,
  TaskUsage,
} from "../core/task-status.ts";

/** How the users of a task are told of its options. */
export interface TaskWords {
  /** What they should know besides, one line each. */
  readonly warnings: readonly string[];
  /** A message about the options, in the words in which the user wrote them. */
  readonly reworded: (message: string) => string;
}

export interface Driver {
  /** Takes the plugin configuration. Nomad calls it once after the plugin's start, and a restarted agent again. */
  setConfig(options: PluginOptions, node: NodeFacts): void;
  /** True when tasks' output is not collected: part of Capabilities. */
  readonly logCollectionDisabled: boolean;
  /** Sends one fingerprint at once, then one on each change and at least every 30 s, until aborted. */
  fingerprint(signal: AbortSignal): AsyncIterable<Fingerprint>;
  /** @param words for a task whose options the user wrote in other words */
  startTask(config: TaskConfig, signal: AbortSignal, words?: TaskWords): Promise<StartedTask>;
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
  /** The network of an allocation's group, made when it is not there yet. `hostname` is empty for none. */
  createNetwork(allocId: string, hostname: string): Promise<GroupNetwork>;
  /** Removes what createNetwork made; one that is gone is no error. */
  destroyNetwork(allocId: string): Promise<void>;
  /** Stops the driver; containers keep running. */
  shutdown(): Promise<void>;
}
