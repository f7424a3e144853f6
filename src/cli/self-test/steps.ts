import { DriverError } from "../../core/errors.ts";
import { allocIdLabel } from "../../core/names.ts";
import type { TaskHandle } from "../../core/task-status.ts";
import type { Driver } from "../../driver/api.ts";
import { sleep } from "../../platform/timers.ts";
import type { PodmanClient } from "../../podman/client.ts";
import { type TrialTask, trial } from "./trial-task.ts";

/** What the steps work on. */
export interface SelfTestDeps {
  /** A driver that is configured for the Podman under test and changes nothing of what is not its own. */
  newDriver(): Promise<Driver>;
  readonly client: PodmanClient;
  readonly task: TrialTask;
}

/** One step of a task's life. */
export interface Step {
  readonly name: string;
  /** Resolves with what was seen, in a few words. */
  run(signal: AbortSignal): Promise<string>;
}

/** No step takes longer: a second would do for most, an image of the operator's is pulled in `start`. */
export const stepMilliseconds = { ordinary: 15_000, start: 600_000 } as const;

/** A whole task's life, in order; each step needs those before it. The drivers that it made are in `drivers`. */
export function lifeOfATask({ newDriver, client, task }: SelfTestDeps, drivers: Driver[]): readonly Step[] {
  const { id, allocId } = task.config;
  let handle: TaskHandle | undefined;
  const driver = (): Driver => {
    const newest = drivers.at(-1);
    if (newest === undefined) throw new DriverError("internal", "there is no driver yet");
    return newest;
  };
  return [
    {
      name: "fingerprint",
      async run(signal) {
        const own = await newDriver();
        drivers.push(own);
        return fingerprint(own, signal);
      },
    },
    {
      name: "start",
      async run(signal) {
        const started = await driver().startTask(task.config, signal);
        handle = started.handle;
        return started.network === undefined ? "running" : `running at ${started.network.address}`;
      },
    },
    {
      name: "logs",
      async run(signal) {
        await until(() => task.output("stdout") === `${trial.stdout}\n`, signal, "its line on stdout");
        await until(() => task.output("stderr") === `${trial.stderr}\n`, signal, "its line on stderr");
        return "stdout and stderr apart and whole";
      },
    },
    {
      name: "stats",
      async run(signal) {
        for await (const { memory } of driver().taskStats(id, 1000, signal)) {
          return memory.usage === undefined ? "no memory figures" : `${Math.ceil(memory.usage / 1024)} KiB of memory`;
        }
        throw new DriverError("internal", "no sample came");
      },
    },
    {
      name: "exec",
      async run(signal) {
        const { stdout, result } = await driver().execTask(id, ["/bin/sh", "-c", "echo inside; exit 3"], 10_000, signal);
        return expected("its output and exit code 3", `${seen(stdout)} and exit code ${result.exitCode}`);
      },
    },
    {
      name: "signal",
      async run(signal) {
        await driver().signalTask(id, "SIGUSR1");
        await until(() => task.output("stdout").includes(trial.signalled), signal, "its response to SIGUSR1");
        return "SIGUSR1 arrived";
      },
    },
    {
      name: "recover",
      async run() {
        await driver().shutdown();
        drivers.push(await newDriver());
        if (handle === undefined) throw new DriverError("internal", "there is no handle");
        await driver().recoverTask(handle);
        return expected("running", driver().inspectTask(id).state);
      },
    },
    {
      name: "stop",
      async run(signal) {
        const exit = driver().waitTask(id, signal);
        await driver().stopTask(id, 10_000, "SIGTERM");
        return expected(`exit code ${trial.exitCode}`, `exit code ${(await exit).exitCode}`);
      },
    },
    {
      name: "destroy",
      async run(signal) {
        await driver().destroyTask(id, true);
        const left = await client.containers.list([`${allocIdLabel}=${allocId}`], { signal });
        return expected("nothing left", left.length === 0 ? "nothing left" : `${left.length} containers left`);
      },
    },
  ];
}

async function fingerprint(driver: Driver, signal: AbortSignal): Promise<string> {
  for await (const { health, description, attributes } of driver.fingerprint(signal)) {
    if (health !== "healthy") throw new DriverError("podmanFailed", description);
    const of = (name: string) => String(attributes[`driver.podman.${name}`] ?? "");
    return `Podman ${of("version")}, ${of("ociRuntime")}, cgroup ${of("cgroupVersion")}${of("rootless") === "true" ? ", rootless" : ""}`;
  }
  throw new DriverError("cancelled", "no fingerprint came");
}

function seen(stdout: Uint8Array): string {
  const text = new TextDecoder().decode(stdout);
  return text === "inside\n" ? "its output" : JSON.stringify(text);
}

function expected(wanted: string, seen: string): string {
  if (seen === wanted) return seen;
  throw new DriverError("internal", `expected ${wanted}, saw ${seen}`);
}

/** Checks a file every 5 ms, for the second or so that a self-test takes. */
async function until(condition: () => boolean, signal: AbortSignal, what: string): Promise<void> {
  while (!condition()) {
    if (signal.aborted) throw new DriverError("timeout", `${what} did not come`);
    await sleep(5);
  }
}
