import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { guardedCleanup } from "./cleanup.ts";
import { makeImage } from "./image.ts";
import { busybox } from "./images.ts";
import { driverBinary } from "./paths.ts";
import { podmanService } from "./podman-service.ts";
import { scratchDirectory } from "./scratch.ts";

/**
 * Runs a program with a Podman of its own: `bun test/lab/with-podman.ts -- PROGRAM ARGUMENT…`. The program finds the socket in
 * NOMAD_PODMAN_SOCKET, the driver under test in NOMAD_DRIVER_PODMAN, and the image localhost/busybox:1. Ends with its exit code.
 */
async function main(words: readonly string[]): Promise<number> {
  const command = words.slice(words.indexOf("--") + 1);
  if (command.length === 0) {
    process.stderr.write("Usage: bun test/lab/with-podman.ts -- PROGRAM ARGUMENT…\n");
    return 2;
  }
  const cleanup = guardedCleanup();
  try {
    const directory = scratchDirectory(cleanup);
    const podmanDirectory = join(directory, "p");
    mkdirSync(podmanDirectory);
    const podman = await podmanService(podmanDirectory, cleanup);
    await podman.start();
    await makeImage(podman, busybox, directory);
    const child = Bun.spawn(command, {
      env: {
        ...process.env,
        TMPDIR: directory,
        NOMAD_PODMAN_SOCKET: podman.socket,
        NOMAD_PODMAN_SERVICE_PID: String(podman.pid()),
        NOMAD_DRIVER_PODMAN: driverBinary(),
      },
      stdio: ["inherit", "inherit", "inherit"],
    });
    cleanup.defer(() => child.kill("SIGTERM"));
    return await child.exited;
  } finally {
    await cleanup.run();
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
