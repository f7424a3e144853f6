import type { Dialect } from "./api.ts";
import type { DriverName } from "./names.ts";

/**
 * The dialect of a driver; each is read from the executable only when it is used.
 *
 * @param pluginDirectory where the executable lies: paths of images may start there
 */
export async function loadDialect(name: DriverName, pluginDirectory: string): Promise<Dialect> {
  switch (name) {
    case "podman":
      return (await import("./podman.ts")).podman;
    case "containerd-driver":
      return (await import("./containerd/containerd.ts")).containerd();
    case "docker":
      return (await import("./docker/docker.ts")).docker();
    case "nspawn":
      return (await import("./nspawn/nspawn.ts")).nspawn(pluginDirectory);
  }
}
