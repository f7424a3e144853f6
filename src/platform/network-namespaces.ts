/**
 * Network namespaces with a name, as Nomad's clients and `ip netns` keep them: a file on which the namespace is mounted, so
 * that it stays while no process is in it. The programs of util-linux do the work: unshare(2) in this process would take
 * its own thread out of the node's network.
 */
import {
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  type Stats,
  unlinkSync,
} from "node:fs";
import { posix } from "node:path";
import { errorCode, messageOf } from "../core/errors.ts";
import { runProgram } from "./run-program.ts";
import { timeoutSignal } from "./timers.ts";

/** Where Nomad's own manager of networks has them, and `ip netns` finds them. */
const namespaceDirectory = "/var/run/netns";

/** How long one program may take, in milliseconds. A busy kernel makes and ends namespaces slowly. */
const longestProgram = 30_000;

/** Mounts of one another on the same file that are taken off: more than one is a trace of two that raced. */
const mostMounts = 8;

/** Looked at after PATH, which an agent's unit may have cut. */
const furtherPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** What stands at a namespace's path. */
type Found = "nothing" | "namespace" | "leftover";

/** The named network namespaces of a directory. Needs root. */
export class NetworkNamespaces {
  readonly #directory: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(directory: string = namespaceDirectory) {
    this.#directory = directory;
  }

  /** The path of a namespace, whether it is there or not. */
  path(name: string): string {
    return posix.join(this.#directory, name);
  }

  /**
   * Makes a namespace whose loopback is up; one of that name that is there stays as it is.
   *
   * @param name one component of a path
   * @returns whether it was made, and why its loopback is down if it is
   * @throws Error in one line: what stands there instead, or what a program said
   */
  create(name: string): Promise<{ readonly created: boolean; readonly warning: string | undefined }> {
    return this.#alone(async () => {
      mkdirSync(this.#directory, { recursive: true, mode: 0o755 });
      const path = posix.join(realpathSync(this.#directory), name);
      const found = foundAt(path);
      if (found === "namespace") return { created: false, warning: undefined };
      await this.#share(posix.dirname(path));
      if (found === "nothing") closeSync(openSync(path, constants.O_RDONLY | constants.O_CREAT | constants.O_EXCL, 0o444));
      try {
        return { created: true, warning: await unshare(path) };
      } catch (error) {
        await remove(path).catch(() => undefined);
        throw error;
      }
    });
  }

  /**
   * Takes the name from a namespace, which ends with the last process in it. One that is not there is no error.
   *
   * @throws Error in one line when something else stands there, which stays
   */
  remove(name: string): Promise<void> {
    return this.#alone(async () => {
      let directory: string;
      try {
        directory = realpathSync(this.#directory);
      } catch (error) {
        if (errorCode(error) === "ENOENT") return;
        throw error;
      }
      await remove(posix.join(directory, name));
    });
  }

  /** Containers that copied the node's mounts would otherwise hold each namespace for as long as they run. */
  async #share(directory: string): Promise<void> {
    const [mount] = mountsAt(directory);
    if (mount?.isShared) return;
    if (mount === undefined) await run("mount", "--rbind", directory, directory);
    await run("mount", "--make-rshared", directory);
  }

  /** One after the other: two would each take the other's file for a leftover. */
  #alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#last.then(work, work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}

/** @returns why its loopback is down, undefined when it is up */
async function unshare(path: string): Promise<string | undefined> {
  // CNI's plugins bring the loopback up, but not in a group whose network mode is none.
  const script = "ip link set lo up || ifconfig lo up || echo down";
  const { output, errors } = await run("unshare", `--net=${path}`, "sh", "-c", script);
  if (foundAt(path) !== "namespace") throw new Error(`unshare made no network namespace at ${path}: ${errors}`);
  return output.trim() === "" ? undefined : messageOf(errors);
}

async function remove(path: string): Promise<void> {
  for (let mounts = 0; foundAt(path) === "namespace"; mounts++) {
    if (mounts === mostMounts) throw new Error(`${path} is mounted more than ${mostMounts} times: unmount it by hand`);
    // Lazily: processes may still have it open.
    await run("umount", "--lazy", "--no-canonicalize", path);
  }
  if (foundAt(path) === "leftover") unlinkSync(path);
}

/** @throws Error when it is neither a network namespace nor the empty file that one leaves when the node is restarted */
function foundAt(path: string): Found {
  let facts: Stats;
  try {
    facts = lstatSync(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return "nothing";
    throw error;
  }
  const mount = mountsAt(path).at(-1);
  if (mount?.type === "nsfs" && mount.root.startsWith("net:")) return "namespace";
  if (mount === undefined && facts.isFile() && facts.size === 0) return "leftover";
  throw new Error(`${path} is no network namespace, but ${described(facts, mount)}: remove it by hand`);
}

function described(facts: Stats, mount: Mount | undefined): string {
  if (mount !== undefined) return `a mount of ${mount.type}`;
  if (facts.isSymbolicLink()) return "a symbolic link";
  return facts.isFile() ? "a file with content" : facts.isDirectory() ? "a directory" : "a special file";
}

interface Mount {
  /** For a namespace its kind and number. */
  readonly root: string;
  readonly type: string;
  readonly isShared: boolean;
}

/** What is mounted on a path, the one that is seen last. */
function mountsAt(path: string): readonly Mount[] {
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .flatMap((line) => {
      const [before = "", after = ""] = line.split(" - ");
      const [, , , root = "", point, , ...tags] = before.split(" ");
      if (point !== path) return [];
      return [{ root, type: after.split(" ")[0] ?? "", isShared: tags.some((tag) => tag.startsWith("shared:")) }];
    });
}

async function run(name: string, ...args: readonly string[]) {
  const program = Bun.which(name, { PATH: `${process.env["PATH"] ?? ""}:${furtherPath}` });
  if (program === null) throw new Error(`the program ${name} of util-linux is not on this node: install it`);
  const timeout = timeoutSignal(longestProgram);
  const result = await runProgram([program, ...args], "", timeout, "pipe");
  if (result.code === 0) return result;
  const reason = timeout.aborted ? `it did not end within ${longestProgram / 1000} s` : messageOf(result.errors);
  throw new Error(`${name} ${args[0]} failed: ${reason === "" ? `exit code ${result.code}` : reason}`);
}
