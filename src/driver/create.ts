import { createPodmanClient } from "../podman/client.ts";
import type { Driver } from "./api.ts";
import { type DriverDeps, PodmanDriver } from "./driver.ts";

/** The driver on the real machine. */
export function createDriver(deps: Omit<DriverDeps, "connect" | "userId">): Driver {
  return new PodmanDriver({
    ...deps,
    userId: process.getuid?.() ?? 0,
    connect: (socketPath, requestTimeoutMilliseconds) => createPodmanClient({ socketPath, requestTimeoutMilliseconds }),
  });
}
