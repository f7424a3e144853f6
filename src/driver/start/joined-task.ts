import type { TaskOptions } from "../../config/task-options/task-options.ts";
import type { Clock } from "../../core/clock.ts";
import { type DriverError, isDriverError } from "../../core/errors.ts";
import { allocIdLabel, containerName } from "../../core/names.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { CallOptions } from "../../podman/http/call-bound.ts";
import { parseNamespace } from "../../translate/input/namespace.ts";
import type { TaskInput } from "../../translate/input/spec-input.ts";
import type { TaskEvents } from "../task/task-events.ts";
import type { TaskStore } from "../task/task-store.ts";

/** How long a start waits for the task that it joins, in milliseconds: Nomad cannot stop a task that is being started. */
const joinTimeout = 10_000;

export interface JoinDeps {
  readonly store: Pick<TaskStore, "nextAdded">;
  readonly events: TaskEvents;
  readonly clock: Clock;
}

/**
 * Waits until the tasks run whose namespaces this one joins (`network_mode = "task:NAME"` and the like). Podman would start
 * their stopped containers again, which Nomad has given up. One request for each, of such a task only; where both tasks
 * are being started, the later one costs no attempt of the restart policy.
 *
 * @throws DriverError `invalidConfig`, recoverable where the other task may be about to start
 */
export async function waitForJoinedTasks(
  client: PodmanClient,
  input: TaskInput,
  deps: JoinDeps,
  { signal }: Required<Pick<CallOptions, "signal">>,
): Promise<void> {
  const joined = joins(input);
  if (joined.length === 0) return;
  // A task that joins itself would wait for itself.
  for (const [option, asked] of joined) parseNamespace(asked, input.task, option);
  const over = new AbortController();
  const late = deps.clock.sleep(joinTimeout, AbortSignal.any([signal, over.signal])).catch(() => undefined);
  let timely = true;
  void late.then(() => {
    timely = false;
  });
  try {
    for (const [option, asked] of joined) {
      for (let waits = 0; ; waits += 1) {
        const next = deps.store.nextAdded;
        const problem = await whyNotRunning(client, asked.slice("task:".length), input.task.allocId, { signal });
        if (problem === undefined) break;
        if (!timely) throw notRunning(option, asked, problem);
        if (waits === 0) deps.events.emit(input.task, `Waiting for the task to join (${option} = "${asked}"): ${problem}`);
        await Promise.race([next, late]);
      }
    }
  } finally {
    over.abort();
  }
}

const namespaceOptions = ["ipc_mode", "pid_mode", "uts_mode", "cgroupns"] as const satisfies readonly (keyof TaskOptions)[];

/** Options that name another task of the allocation, with what they say. */
function joins({ options, network: mode }: TaskInput): readonly (readonly [option: string, asked: string])[] {
  // In a group's network network_mode has no effect.
  const network = mode.netns.nsmode === "container" ? options.network_mode : undefined;
  const all = [["network_mode", network], ...namespaceOptions.map((name) => [name, options[name]] as const)] as const;
  return all.flatMap(([name, asked]) => (asked?.startsWith("task:") ? [[name, asked] as const] : []));
}

async function whyNotRunning(
  client: PodmanClient,
  task: string,
  allocId: string,
  options: CallOptions,
): Promise<string | undefined> {
  const name = containerName(task, allocId);
  const found = await client.containers.inspect(name, options).catch((error: unknown) => {
    if (isDriverError(error, "notFound")) return undefined;
    throw error;
  });
  if (found === undefined) return `no task "${task}" of the allocation runs${await otherTasks(client, allocId, options)}`;
  return found.state.running ? undefined : `task "${task}" does not run, its container is ${found.state.status}`;
}

/** The tasks of the allocation that have a container: Nomad does not name the others to a driver. */
async function otherTasks(client: PodmanClient, allocId: string, options: CallOptions): Promise<string> {
  const containers = await client.containers.list([`${allocIdLabel}=${allocId}`], options).catch(() => []);
  const names = containers
    .flatMap((container) => container.names)
    .filter((name) => name.endsWith(`-${allocId}`))
    .map((name) => name.slice(0, -allocId.length - 1));
  return names.length === 0 ? "" : `, only ${names.sort().join(", ")}`;
}

function notRunning(option: string, asked: string, problem: string): DriverError {
  const advice =
    'that task must start first and go on running: give this one lifecycle { hook = "poststart", sidecar = true }, or that one { hook = "prestart", sidecar = true }';
  return invalidOption(option, asked, `${problem}: ${advice}`, { recoverable: true });
}
