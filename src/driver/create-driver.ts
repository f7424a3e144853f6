import { createPodmanClient } from "../podman/client.ts";
import { type DriverDeps, PodmanDriver } from "./driver.ts";

/** The driver on the real machine. */
export function createDriver(deps: Omit<DriverDeps, "connect" | "userId">): PodmanDriver {
  return new PodmanDriver({
    ...deps,
    userId: process.getuid?.() ?? 0,
    connect: (socketPath, requestTimeoutMilliseconds) =>
      createPodmanClient({ socketPath, requestTimeoutMilliseconds, logger: deps.logger }),
  });
}
