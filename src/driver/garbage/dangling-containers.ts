import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import type { Clock } from "../../core/clock.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { allocIdLabel } from "../../core/names.ts";
import type { ContainerListEntry } from "../../podman/containers/types.ts";
import type { PodmanService, PodmanServices } from "../services/podman-services.ts";
import type { TaskStore } from "../task/task-store.ts";
import { containerOwner } from "./container-owner.ts";

export interface GarbageDeps {
  readonly options: PluginOptions["gc"]["dangling_containers"];
  readonly services: Pick<PodmanServices, "all">;
  readonly store: TaskStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether an agent reads our fingerprints: what a plugin without one does not know may be its successor's. */
  readonly hasAgent: () => boolean;
}

/**
 * Removes containers that carry our label and belong to no task that Nomad has handed us, nor to another agent, every
 * `period`, until aborted. None goes before `creation_grace` has passed since its creation, nor since now: Nomad hands us
 * the tasks of earlier plugins only after SetConfig.
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
async function sweep(deps: GarbageDeps, begun: number): Promise<void> {
  for (const service of deps.services.all) {
    if (!deps.hasAgent()) return;
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
  return clock.now() - known >= options.creation_grace && !store.needs(container.id, allocationOf(container));
}

async function removeDangling(service: PodmanService, container: ContainerListEntry, deps: GarbageDeps): Promise<void> {
  const { options, logger, store, hasAgent } = deps;
  const allocation = allocationOf(container);
  const fields = { container: container.names[0] ?? container.id, allocation };
  try {
    const inspect = await service.client.containers.inspect(container.id);
    if (containerOwner(inspect, allocation, store.directories) === "another agent") {
      logger.debug("a container of another agent is left alone: its allocation's directory exists", fields);
      return;
    }
    // Our agent may have gone, or have asked for the task, meanwhile.
    if (!hasAgent() || store.needs(container.id, allocation)) return;
    if (options.dry_run) {
      logger.info("dangling container found (dry_run)", fields);
      return;
    }
    logger.info("removing dangling container", fields);
    await service.client.containers.remove(container.id);
  } catch (error) {
    if (isDriverError(error, "notFound")) return;
    logger.warn("dangling container could not be removed", { ...fields, error: messageOf(error) });
  }
}

function allocationOf({ labels }: ContainerListEntry): string {
  return labels[allocIdLabel] ?? "";
}
