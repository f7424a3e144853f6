import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { emptyTask, type Resources, type TaskConfig } from "../../src/core/task-config.ts";
import type { hashicorp } from "../../src/rpc/gen/protocol.js";
import { encodeConfig } from "./plugin-client.ts";
import { taskToWire } from "./task-to-wire.ts";

/** 100 MHz and 64 MiB. */
export const someResources: Resources = {
  cpuShares: 100,
  memoryMb: 64,
  memoryMaxMb: 0,
  ports: [],
  networks: [],
  linux: {
    cpuShares: 100,
    memoryLimitBytes: 64 * 1024 * 1024,
    cpusetCpus: "",
    percentTicks: 0.01,
  },
};

/** A task with its directories below `scratch` and, once {@link TaskFixture.output} is asked for, readers on its FIFOs. */
export interface TaskFixture {
  readonly config: TaskConfig;
  readonly wire: hashicorp.nomad.plugins.drivers.proto.ITaskConfig;
  /** What has come out so far. */
  output(stream: "stdout" | "stderr"): string;
  /** Stops the readers; the directories are the scratch's. */
  close(): Promise<void>;
}

/** Makes what Nomad makes before StartTask: the allocation's directories and two FIFOs with a reader that stays. */
export function taskFixture(
  scratch: string,
  options: unknown,
  changes: Partial<Omit<TaskConfig, "driverConfig">> = {},
): TaskFixture {
  const allocId = changes.allocId ?? randomUUID();
  const name = changes.name ?? "task";
  const allocDir = join(scratch, allocId);
  for (const part of ["alloc/logs", "alloc/data", "alloc/tmp", `${name}/local`, `${name}/secrets`, `${name}/tmp`]) {
    mkdirSync(join(allocDir, part), { recursive: true });
    chmodSync(join(allocDir, part), 0o777);
  }
  const stdout = reader(join(allocDir, `alloc/logs/.${name}.stdout.fifo`));
  const stderr = reader(join(allocDir, `alloc/logs/.${name}.stderr.fifo`));
  const config: TaskConfig = {
    ...emptyTask,
    id: `${allocId}/${name}/${randomUUID().slice(0, 8)}`,
    name,
    jobName: "job",
    jobId: "job",
    taskGroupName: "group",
    namespace: "default",
    nodeName: "node",
    nodeId: randomUUID(),
    allocId,
    allocDir,
    stdoutPath: stdout.path,
    stderrPath: stderr.path,
    resources: someResources,
    ...changes,
    driverConfig: encodeConfig(options),
  };
  return {
    config,
    wire: taskToWire(config),
    output: (stream) => (stream === "stdout" ? stdout : stderr).text(),
    close: async () => void (await Promise.all([stdout.close(), stderr.close()])),
  };
}

/** A FIFO and a process that reads it and holds it open for writing as well, as Nomad's log collector does. */
function reader(path: string) {
  Bun.spawnSync(["mkfifo", "-m", "0600", path]);
  const cat = Bun.spawn(["sh", "-c", 'exec cat <>"$0"', path], { stdout: "pipe" });
  const decoder = new TextDecoder();
  let text = "";
  const finished = (async () => {
    for await (const chunk of cat.stdout) text += decoder.decode(chunk, { stream: true });
  })();
  return {
    path,
    text: () => text,
    close: async () => {
      cat.kill();
      await finished;
    },
  };
}
