/**
 * Keeps a task's FIFOs open when the plugin dies. Nomad's logmon copies until the FIFO's end of file and never starts
 * again by itself (client/logmon: one io.Copy a stream), so somebody must hold the writing end between a crash of the
 * plugin and the next one's RecoverTask. A shell does: it blocks in `read` while the plugin lives, ends on request, and
 * holds them for an hour when the pipe to the plugin breaks.
 */
import { readdirSync, statSync } from "node:fs";
import { signalProcess, startTimeOf } from "../../platform/processes.ts";

/** Once the plugin is gone, a keeper checks this often, and this many times, whether the allocation is still there. */
const checkSeconds = 30;
const checks = 120;
// The first line says that the plugin has noted who holds the FIFOs: without it nobody would ever end this process. Once
// the allocation's directory is removed there is nothing left to keep. A sleep that outlives the shell must hold nothing.
const script = `read noted || exit; read line && exit
n=0; while [ $n -lt ${checks} ]; do n=$((n+1))
case $(readlink /proc/$$/fd/3) in *deleted*) exit;; esac
sleep ${checkSeconds} 3>&- 4>&-; done`;

/** A process that is known by more than its number, which the kernel hands out again. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot, field 22 of /proc/<pid>/stat. */
  readonly startTime: number;
}

export interface FifoKeeper {
  readonly identity: ProcessIdentity;
  /** From now on it outlives the plugin. */
  hold(): void;
  /** Ends the keeper, which closes its ends of the FIFOs; resolves when it is gone. */
  release(): Promise<void>;
  /** Resolves when it has ended although nobody released it, as when the kernel is out of memory; else never. */
  readonly lost: Promise<void>;
}

/** Starts a keeper of the file descriptors, in a session of its own so that signals to the plugin do not reach it. */
export function startKeeper(fds: readonly number[]): FifoKeeper {
  const child = Bun.spawn(["/bin/sh", "-c", script], {
    stdio: ["pipe", "ignore", "ignore", ...fds],
    cwd: "/",
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin" },
    detached: true,
  });
  child.unref();
  let released = false;
  return {
    lost: new Promise((resolve) => void child.exited.then(() => released || resolve())),
    identity: { pid: child.pid, startTime: startTimeOf(child.pid) },
    hold() {
      child.stdin.write("\n");
      void child.stdin.flush();
    },
    async release() {
      released = true;
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

/** A file, whatever its names. */
export interface FileIdentity {
  readonly dev: number;
  readonly ino: number;
}

/** Whether the process runs and holds one of the FIFOs: anything else is not their keeper, whatever a record says of it. */
export function keeperHolds({ pid, startTime }: ProcessIdentity, fifos: readonly FileIdentity[]): boolean {
  if (pid <= 1 || pid === process.pid || startTime <= 0 || startTimeOf(pid) !== startTime) return false;
  return filesOf(pid).some((held) => fifos.some(({ dev, ino }) => dev === held.dev && ino === held.ino));
}

/** Ends the keeper of these FIFOs that an earlier plugin left, if it still runs. */
export function endOldKeeper(old: ProcessIdentity, fifos: readonly FileIdentity[]): void {
  if (keeperHolds(old, fifos)) signalProcess(old.pid, "SIGKILL");
}

/** What the process has open. All of it: while dash sleeps, what the script calls 3 and 4 has other numbers. */
function filesOf(pid: number): FileIdentity[] {
  const directory = `/proc/${pid}/fd`;
  try {
    return readdirSync(directory).flatMap((fd) => statSync(`${directory}/${fd}`, { throwIfNoEntry: false }) ?? []);
  } catch {
    // It has ended.
    return [];
  }
}
