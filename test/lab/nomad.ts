import { nomadBinary } from "./paths.ts";
import { check, type Finished, run } from "./run.ts";
import { waitFor } from "./wait-for.ts";

/** One event of a task, as Nomad shows it. */
export interface TaskEvent {
  readonly Type: string;
  readonly DisplayMessage: string;
  readonly ExitCode: number;
  readonly Signal: number;
  readonly Details: Readonly<Record<string, string>> | null;
}

/** State of one task of an allocation. */
export interface TaskState {
  readonly State: "pending" | "running" | "dead";
  readonly Failed: boolean;
  readonly Restarts: number;
  readonly Events: readonly TaskEvent[] | null;
}

/** The fields of an allocation that the labs look at. */
export interface Allocation {
  readonly ID: string;
  readonly JobID: string;
  readonly ClientStatus: "pending" | "running" | "complete" | "failed" | "lost";
  readonly TaskStates: Readonly<Record<string, TaskState>> | null;
  readonly DeploymentStatus?: { readonly Healthy: boolean | null } | null;
  readonly AllocatedResources?: {
    readonly Shared: {
      readonly Ports: readonly { readonly Label: string; readonly Value: number; readonly HostIP: string }[] | null;
    };
  };
}

/** What a node says of a driver. */
export interface DriverInfo {
  readonly Detected: boolean;
  readonly Healthy: boolean;
  readonly HealthDescription: string;
  readonly Attributes: Readonly<Record<string, string>> | null;
}

/** One Nomad agent, through its API and its command line. */
export interface Nomad {
  /** Runs the nomad command line against the agent; fails unless it succeeds. */
  cli(...args: string[]): Promise<string>;
  /** The same, where a failure is an answer. */
  tryCli(...args: string[]): Promise<Finished>;
  get<Answer>(path: string): Promise<Answer>;
  /** Submits a job file's text without waiting for it. */
  submit(job: string): Promise<void>;
  stop(job: string): Promise<void>;
  /** The newest allocation of a job, once there is one that `accept` takes. */
  allocation(job: string, accept: (allocation: Allocation) => boolean, timeout?: number): Promise<Allocation>;
  /** A driver of the only node, podman unless another is named, once `accept` takes it. */
  driver(accept: (driver: DriverInfo) => boolean, timeout?: number, name?: string): Promise<DriverInfo>;
  /** One stream of a task's logs, once `accept` takes them. */
  logs(
    allocation: string,
    task: string,
    stream: "stdout" | "stderr",
    accept?: (text: string) => boolean,
    timeout?: number,
  ): Promise<string>;
}

/** Speaks with the agent at `address`. */
export function nomadAt(address: string): Nomad {
  const env = { NOMAD_ADDR: address, NO_COLOR: "1" };
  const cli = (...args: string[]) => check([nomadBinary(), ...args], { env });
  const tryCli = (...args: string[]) => run([nomadBinary(), ...args], { env });
  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(`${address}${path}`);
    if (!response.ok) {
      throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
    }
    return (await response.json()) as Answer;
  };
  const newest = async (job: string): Promise<Allocation | undefined> => {
    const stubs = await get<(Allocation & { CreateIndex: number })[]>(`/v1/job/${encodeURIComponent(job)}/allocations`);
    const stub = stubs.sort((one, other) => other.CreateIndex - one.CreateIndex)[0];
    return stub === undefined ? undefined : get<Allocation>(`/v1/allocation/${stub.ID}`);
  };
  return {
    cli,
    tryCli,
    get,
    submit: async (job) => {
      await check([nomadBinary(), "job", "run", "-detach", "-"], { env, stdin: job });
    },
    stop: async (job) => {
      // Not purged: a purged job's allocations are gone from the list while they still run.
      await cli("job", "stop", "-detach", job);
    },
    allocation: async (job, accept, timeout = 60_000) => {
      let last: Allocation | undefined;
      try {
        return await waitFor(
          `an allocation of ${job}`,
          async () => {
            last = await newest(job);
            return last !== undefined && accept(last) ? last : undefined;
          },
          { timeout },
        );
      } catch (cause) {
        throw new Error(`${cause instanceof Error ? cause.message : String(cause)}; it is: ${describe(last)}`, { cause });
      }
    },
    driver: async (accept, timeout = 30_000, name = "podman") => {
      let last: DriverInfo | undefined;
      try {
        return await waitFor(
          `the driver ${name}`,
          async () => {
            const [node] = await get<{ ID: string }[]>("/v1/nodes");
            last =
              node === undefined
                ? undefined
                : (await get<{ Drivers: Record<string, DriverInfo> }>(`/v1/node/${node.ID}`)).Drivers[name];
            return last !== undefined && accept(last) ? last : undefined;
          },
          { timeout },
        );
      } catch (cause) {
        throw new Error(`${cause instanceof Error ? cause.message : String(cause)}; it is: ${JSON.stringify(last)}`, { cause });
      }
    },
    logs: async (allocation, task, stream, accept = () => true, timeout = 20_000) => {
      let last = "";
      try {
        return await waitFor(
          `${stream} of ${task}`,
          async () => {
            last = await check(
              [nomadBinary(), "alloc", "logs", ...(stream === "stderr" ? ["-stderr"] : []), allocation, task],
              { env },
            );
            return accept(last) ? { text: last } : undefined;
          },
          { timeout, interval: 300 },
        ).then((found) => found.text);
      } catch (cause) {
        throw new Error(
          `${cause instanceof Error ? cause.message : String(cause)}; so far: ${JSON.stringify(last.slice(-500))}`,
          { cause },
        );
      }
    },
  };
}

/** An allocation's state and its tasks' events in a few words, for messages. */
export function describe(allocation: Allocation | undefined): string {
  if (allocation === undefined) {
    return "none yet";
  }
  const tasks = Object.entries(allocation.TaskStates ?? {}).map(
    ([name, state]) => `${name} ${state.State}: ${(state.Events ?? []).map((event) => event.DisplayMessage).join(" | ")}`,
  );
  return `${allocation.ClientStatus}; ${tasks.join("; ")}`;
}
