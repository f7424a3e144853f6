import type { PluginOptions } from "../config/plugin-options.ts";
import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import { allocIdLabel } from "../core/names.ts";
import type { ContainerListEntry } from "../podman/types.ts";
import type { PodmanService, PodmanServices } from "./podman-services.ts";
import type { TaskStore } from "./task-store.ts";

export interface GarbageDeps {
  readonly options: PluginOptions["gc"]["dangling_containers"];
  readonly services: Pick<PodmanServices, "all">;
  readonly store: TaskStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Removes containers that carry our label and belong to no task that Nomad has handed us, every `period`, until aborted.
 * None goes before `creation_grace` has passed since its creation, nor since now: Nomad hands us the tasks of earlier
 * plugins only after SetConfig.
 */
export async function collectGarbage(deps: GarbageDeps, signal: AbortSignal): Promise<void> {
  const { options, clock } = deps;
  if (!options.enabled) return;
  const begun = clock.now();
  while (!signal.aborted) {
    await clock.sleep(options.period, signal).catch(() => undefined);
    if (!signal.aborted) await sweep(deps, begun);
  }
}

/** One sweep over all services. What fails is logged, and tried again by the next one. */
export async function sweep(deps: GarbageDeps, begun: number): Promise<void> {
  for (const service of deps.services.all) {
    try {
      for (const container of await service.client.containers.list([allocIdLabel])) {
        if (isDangling(container, deps, begun)) await removeDangling(service, container, deps);
      }
    } catch (error) {
      deps.logger.debug("dangling containers cannot be looked for", {
        socket: service.client.socket,
        error: messageOf(error),
      });
    }
  }
}

function isDangling(container: ContainerListEntry, { options, store, clock }: GarbageDeps, begun: number): boolean {
  if (container.createdAt === undefined) return false;
  const known = Math.max(container.createdAt.getTime(), begun);
  return clock.now() - known >= options.creation_grace && !store.needs(container.id, container.labels[allocIdLabel] ?? "");
}

async function removeDangling(service: PodmanService, container: ContainerListEntry, deps: GarbageDeps): Promise<void> {
  const { options, logger } = deps;
  const fields = { container: container.names[0] ?? container.id, allocation: container.labels[allocIdLabel] };
  if (options.dry_run) {
    logger.info("dangling container found (dry_run)", fields);
    return;
  }
  logger.info("removing dangling container", fields);
  await service.client.containers.remove(container.id).catch((error: unknown) => {
    logger.warn("dangling container could not be removed", { ...fields, error: messageOf(error) });
  });
}
