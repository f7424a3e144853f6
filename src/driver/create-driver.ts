import { createPodmanClient } from "../podman/client.ts";
import { PodmanDriver } from "./driver.ts";
import type { DriverDeps } from "./parts.ts";

/** The driver on the real machine. */
export function createDriver(deps: Omit<DriverDeps, "connect" | "userId">): PodmanDriver {
  return new PodmanDriver({
    ...deps,
    userId: process.getuid?.() ?? 0,
    connect: (socketPath, requestTimeoutMilliseconds) =>
      createPodmanClient({ socketPath, requestTimeoutMilliseconds, logger: deps.logger }),
  });
}
