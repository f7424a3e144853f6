/**
 * The emulated machine seen from inside: what suites that run on it share.
 *
 * The suites are started by `scripts/machine test`, which sets NOMAD_PODMAN_MACHINE; anywhere else they are left out.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether this process runs in the emulated machine. */
export const onMachine = process.env["NOMAD_PODMAN_MACHINE"] === "1";

/** Root's Podman socket, held open by systemd's podman.socket. */
export const rootSocket = "/run/podman/podman.sock";

/** The ordinary user of the machine, who lingers and has a podman.socket of their own. */
export const user = { name: "nomad-user", id: 1000, socket: "/run/user/1000/podman/podman.sock" };

/** Image made by {@link importBusybox}. */
export const busyboxImage = "localhost/busybox:1";

/** What a program printed and how it ended. */
export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, at most `timeoutMilliseconds`, and returns what it printed, whatever its exit code. */
export async function capture(command: readonly string[], timeoutMilliseconds = 60_000): Promise<Output> {
  const child = Bun.spawn([...command], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    timeout: timeoutMilliseconds,
    killSignal: "SIGKILL",
  });
  const [stdout, stderr, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { code, stdout, stderr };
}

/** As {@link capture}, but returns standard output only; throws when the exit code is not 0. */
export async function succeed(command: readonly string[], timeoutMilliseconds?: number): Promise<string> {
  const { code, stdout, stderr } = await capture(command, timeoutMilliseconds);
  if (code !== 0) throw new Error(`${command.join(" ")} ended with exit code ${code}: ${stderr.trim()}`);
  return stdout.trim();
}

/** The command line that runs a command as {@link user} with their session's environment. */
export function asUser(command: readonly string[]): string[] {
  const environment = [`XDG_RUNTIME_DIR=/run/user/${user.id}`, "HOME=/home/nomad-user", "LANG=C.UTF-8"];
  return [
    "setpriv",
    `--reuid=${user.id}`,
    `--regid=${user.id}`,
    "--init-groups",
    "--reset-env",
    "env",
    "--chdir=/",
    ...environment,
    ...command,
  ];
}

/** Makes {@link busyboxImage} from the machine's own static busybox, in the Podman that `podman` (a command line) addresses. */
export async function importBusybox(podman: readonly string[] = ["podman"]): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "busybox-"));
  try {
    await mkdir(join(directory, "root/bin"), { recursive: true });
    await succeed(["cp", "/usr/bin/busybox", join(directory, "root/bin/busybox")]);
    await succeed(["chroot", join(directory, "root"), "/bin/busybox", "--install", "-s", "/bin"]);
    await succeed(["tar", "-C", join(directory, "root"), "-cf", join(directory, "image.tar"), "."]);
    await succeed(["chmod", "-R", "a+rX", directory]);
    await succeed([...podman, "import", join(directory, "image.tar"), busyboxImage]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
