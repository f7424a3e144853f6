import { randomUUID } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "@msgpack/msgpack";
import { emptyTask, type TaskConfig } from "../../core/task-config.ts";
import { scratchArchive } from "./archive.ts";

/** What the task answers to: the two streams, a signal that it survives, and one that it ends on with its own code. */
export const trial = { stdout: "to stdout", stderr: "to stderr", signalled: "got USR1", exitCode: 7 } as const;

const script = [
  `trap 'echo ${trial.signalled}' USR1`,
  `trap 'exit ${trial.exitCode}' TERM`,
  `echo ${trial.stdout}`,
  `echo ${trial.stderr} >&2`,
  "while :; do sleep 1 & wait $!; done",
].join("\n");

/** Where a node keeps its shell and what that needs. */
const systemDirectories = ["/bin", "/sbin", "/usr", "/lib", "/lib32", "/lib64", "/nix", "/gnu"];

const architectures: Readonly<Record<string, string>> = { x64: "amd64" };

/** A task of the self-test's own, with what Nomad prepares for one: directories, and files for its output. */
export interface TrialTask {
  readonly config: TaskConfig;
  /** The self-test's own image, to be removed afterwards; undefined when the operator named one. */
  readonly ownImage: string | undefined;
  output(stream: "stdout" | "stderr"): string;
  /** Removes the directories. */
  remove(): void;
}

/** Makes the task; of `image` it is expected that it has /bin/sh and sleep. Without one it runs the node's own shell. */
export function trialTask(image: string | undefined): TrialTask {
  const directory = mkdtempSync(join(tmpdir(), "nomad-driver-podman-self-test-"));
  const allocId = randomUUID();
  const allocDir = join(directory, allocId);
  const name = "self-test";
  const parts = ["", "alloc", "alloc/logs", name, `${name}/local`, `${name}/secrets`, `${name}/tmp`];
  const directories = parts.map((part) => join(allocDir, part));
  for (const path of directories) mkdirSync(path);
  const stdoutPath = join(allocDir, "alloc/logs/stdout");
  const stderrPath = join(allocDir, "alloc/logs/stderr");
  for (const path of [stdoutPath, stderrPath]) writeFileSync(path, "", { flag: "wx" });
  const ownImage = image === undefined ? `localhost/nomad-driver-podman-self-test:${allocId}` : undefined;
  const root = ownImage === undefined ? { image } : nodeItself(ownImage, directory);
  const options = { command: "/bin/sh", args: ["-c", script], ...root };
  // A rootless Podman is another user than the one who runs this, and mounts what is in there. All of it is made by now, and
  // nobody else may write there: they could choose what this user writes to.
  for (const path of [...directories, directory]) chmodSync(path, 0o755);
  return {
    config: taskConfig({ name, allocId, allocDir, stdoutPath, stderrPath, driverConfig: encode(options) }),
    ownImage,
    output: (stream) => readFileSync(stream === "stdout" ? stdoutPath : stderrPath, "utf8"),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** An empty image, with the node's own programs mounted into it. */
function nodeItself(image: string, directory: string): object {
  const mounted = systemDirectories.filter((path) => existsSync(path));
  const archive = join(directory, "image.tar");
  writeFileSync(archive, scratchArchive(image, mounted, architectures[process.arch] ?? process.arch), { flag: "wx" });
  return {
    image: `docker-archive:${archive}`,
    volumes: mounted.map((path) => `${path}:${path}:ro`),
    // The node's own files carry no label that a container may read.
    selinux_opts: ["disable"],
  };
}

type Own = Pick<TaskConfig, "name" | "allocId" | "allocDir" | "stdoutPath" | "stderrPath" | "driverConfig">;

function taskConfig(own: Own): TaskConfig {
  const memoryMb = 64;
  const linux = { cpuShares: 100, memoryLimitBytes: memoryMb * 1024 * 1024, cpusetCpus: "", percentTicks: 0.05 };
  return {
    ...emptyTask,
    ...own,
    id: `${own.allocId}/${own.name}/self-test`,
    jobName: own.name,
    jobId: own.name,
    taskGroupName: own.name,
    namespace: "default",
    resources: { ...emptyTask.resources, cpuShares: 100, memoryMb, linux },
  };
}
