import type { PluginOptions } from "../config/plugin-options.ts";
import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import { allocIdLabel } from "../core/names.ts";
import type { PodmanServices } from "./podman-services.ts";
import type { TaskStore } from "./task-store.ts";

export interface GarbageDeps {
  readonly options: PluginOptions["gc"]["dangling_containers"];
  readonly services: PodmanServices;
  readonly store: TaskStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Removes containers that carry our label and belong to no task that Nomad has handed us, every `period`, until aborted.
 * Only containers that do not run are removed: a running one may belong to a task whose recovery is still to come.
 */
export async function collectGarbage(deps: GarbageDeps, signal: AbortSignal): Promise<void> {
  const { options, clock, logger } = deps;
  if (!options.enabled) return;
  while (!signal.aborted) {
    await clock.sleep(options.period, signal).catch(() => undefined);
    if (signal.aborted) return;
    await sweep(deps).catch((error: unknown) => logger.debug("the sweep failed", { error: messageOf(error) }));
  }
}

/** One sweep over all services. @throws DriverError when a service does not answer */
export async function sweep({ options, services, store, clock, logger }: GarbageDeps): Promise<void> {
  for (const { client } of services.all) {
    for (const container of await client.containers.list([allocIdLabel])) {
      const allocId = container.labels[allocIdLabel] ?? "";
      const age = clock.now() - (container.createdAt?.getTime() ?? clock.now());
      const ended = container.status === "exited" || container.status === "stopped" || container.status === "created";
      if (!ended || store.knowsAllocation(allocId) || age < options.creation_grace) continue;
      const name = container.names[0] ?? container.id;
      logger.info(options.dry_run ? "dangling container found (dry_run)" : "removing dangling container", { container: name });
      if (!options.dry_run) await client.containers.remove(container.id);
    }
  }
}
