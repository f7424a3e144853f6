/** What the driver says of a task: handles, states, results, usage, events. */
import type { TaskConfig } from "./task-config.ts";

export type TaskState = "running" | "exited";

/** How a task ended. */
export interface ExitResult {
  readonly exitCode: number;
  /** Signal number that ended the process, 0 for none. */
  readonly signal: number;
  readonly oomKilled: boolean;
  /** Why the exit could not be learnt properly, or why the driver ended the task; becomes WaitTask's `err`. */
  readonly error?: string;
}

/** What Nomad stores of a task and gives back to RecoverTask. */
export interface TaskHandle {
  readonly config: TaskConfig;
  /** The driver's own bytes, in the Go driver's format (see translate/state/driver-state.ts). */
  readonly driverState: Uint8Array;
}

/** The address that other tasks reach this one at. */
export interface NetworkOverride {
  /** Port label → port inside the container. */
  readonly portMap: Readonly<Record<string, number>>;
  readonly address: string;
  readonly autoAdvertise: boolean;
}

export interface TaskStatus {
  readonly id: string;
  readonly name: string;
  readonly state: TaskState;
  readonly startedAt: Date | undefined;
  readonly completedAt: Date | undefined;
  readonly result: ExitResult | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly network: NetworkOverride | undefined;
}

/** One sample of a task's use of the node. A field is present only when it was really measured. */
export interface TaskUsage {
  readonly timestamp: Date;
  readonly cpu: CpuUsage;
  readonly memory: MemoryUsage;
}

export interface CpuUsage {
  /** Percent of one core. */
  readonly systemMode?: number;
  readonly userMode?: number;
  readonly percent?: number;
  /** MHz: percent × MHz of a core. */
  readonly totalTicks?: number;
  readonly throttledPeriods?: number;
  /** Nanoseconds. */
  readonly throttledTime?: number;
}

/** All in bytes. */
export interface MemoryUsage {
  readonly rss?: number;
  readonly cache?: number;
  readonly swap?: number;
  readonly usage?: number;
  readonly maxUsage?: number;
  readonly kernelUsage?: number;
  readonly kernelMaxUsage?: number;
}

/** Something that the user of the task should know while it happens. */
export interface TaskEvent {
  readonly taskId: string;
  readonly allocId: string;
  readonly taskName: string;
  readonly timestamp: Date;
  readonly message: string;
  readonly annotations: Readonly<Record<string, string>>;
}

export type Health = "undetected" | "unhealthy" | "healthy";

/** A node attribute as Nomad's scheduler sees it. */
export type AttributeValue = string | number | boolean;

export interface Fingerprint {
  readonly health: Health;
  readonly description: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** What StartTask returns. */
export interface StartedTask {
  readonly handle: TaskHandle;
  readonly network: NetworkOverride | undefined;
}
