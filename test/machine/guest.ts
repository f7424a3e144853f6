/**
 * The emulated machine seen from inside: what suites that run on it share.
 *
 * The suites are started by `scripts/machine test`, which sets NOMAD_PODMAN_MACHINE; anywhere else they are left out.
 */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeImage } from "../lab/image.ts";
import { busybox } from "../lab/images.ts";
import { check } from "../lab/run.ts";

/** Whether this process runs in the emulated machine. */
export const onMachine = process.env["NOMAD_PODMAN_MACHINE"] === "1";

/** Milliseconds that a step may take there: emulated, everything is some ten times slower. */
export const patience = 120_000;

/** One of the Podmans of the machine, which systemd starts when its socket is called. */
export interface GuestPodman {
  readonly owner: string;
  readonly userId: number;
  readonly socket: string;
  /** Runs the podman command line as the owner; fails unless it succeeds. */
  podman(...args: string[]): Promise<string>;
}

/** Root's Podman. */
export const rootPodman: GuestPodman = {
  owner: "root",
  userId: 0,
  socket: "/run/podman/podman.sock",
  podman: (...args) => check(["podman", ...args], { timeout: patience }),
};

/** The rootless Podman of the machine's ordinary user, who lingers. */
export const userPodman: GuestPodman = {
  owner: "nomad-user",
  userId: 1000,
  socket: "/run/user/1000/podman/podman.sock",
  podman: (...args) => check([...asUser, "podman", ...args], { timeout: patience, cwd: "/" }),
};

/** Put before a command line, runs it as the ordinary user with the environment of their session. */
export const asUser: readonly string[] = [
  ...["setpriv", "--reuid=1000", "--regid=1000", "--init-groups", "--reset-env"],
  ...["env", "XDG_RUNTIME_DIR=/run/user/1000", "LANG=C.UTF-8"],
];

/** Makes `localhost/busybox:1` in a Podman of the machine, from the machine's own static busybox. */
export async function importBusybox(podman: GuestPodman): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "busybox-"));
  try {
    // For the ordinary user's Podman, which reads the archive itself.
    await chmod(directory, 0o755);
    await makeImage(podman, busybox, directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
