import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import type { Clock } from "../../core/clock.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { allocIdLabel, driverOf } from "../../core/names.ts";
import type { ContainerListEntry } from "../../podman/containers/schema.ts";
import { createdNetworks } from "../../translate/network/created-networks.ts";
import type { CreatedNetworks } from "../services/created-networks.ts";
import type { PodmanService, PodmanServices } from "../services/podman-services.ts";
import { removeLeftover } from "../task/remove-leftover.ts";
import type { TaskStore } from "../task/task-store.ts";
import { containerOwner } from "./container-owner.ts";

export interface SweepDeps {
  readonly options: PluginOptions["gc"]["dangling_containers"];
  readonly services: Pick<PodmanServices, "all">;
  /** Other drivers on this node sweep their own. */
  readonly driverName: string;
  readonly store: TaskStore;
  readonly networks: Pick<CreatedNetworks, "removeUnused">;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether an agent reads our fingerprints: unknown containers may belong to the next plugin of an agent that is gone. */
  readonly hasAgent: () => boolean;
}

/**
 * Removes containers with our label that belong to no task of this plugin and to no other agent, every `period`, until
 * aborted. Each is kept for `creation_grace` after its creation and after this call: Nomad recovers the tasks of earlier
 * plugins only after SetConfig.
 */
export async function sweepDanglingContainers(deps: SweepDeps, signal: AbortSignal): Promise<void> {
  const { options, clock } = deps;
  if (!options.enabled) return;
  // Monotonic: NTP sets a clock forward by years on a node that boots without one of its own.
  const begun = clock.monotonic();
  while (!signal.aborted) {
    await clock.sleep(options.period, signal).catch(() => undefined);
    if (!signal.aborted) await sweep(deps, begun);
  }
}

/** One sweep over all services. Failures are logged and retried by the next one. */
async function sweep(deps: SweepDeps, begun: number): Promise<void> {
  for (const service of deps.services.all) {
    if (!deps.hasAgent()) return;
    try {
      for (const container of await service.client.containers.list([allocIdLabel])) {
        if (isDangling(container, deps, begun)) await removeDangling(service, container, deps);
      }
    } catch (error) {
      deps.logger.debug("dangling containers cannot be listed", {
        socket: service.client.socket,
        error: messageOf(error),
      });
    }
  }
}

function isDangling(container: ContainerListEntry, { options, driverName, store, clock }: SweepDeps, begun: number): boolean {
  if (container.createdAt === undefined || driverOf(container.labels) !== driverName) return false;
  const age = Math.min(clock.now() - container.createdAt.getTime(), clock.monotonic() - begun);
  return age >= options.creation_grace && !store.needs(container.id, allocationOf(container));
}

async function removeDangling(service: PodmanService, container: ContainerListEntry, deps: SweepDeps): Promise<void> {
  const { options, logger, store, hasAgent } = deps;
  const allocation = allocationOf(container);
  const fields = { container: container.names[0] ?? container.id, allocation };
  try {
    const inspect = await service.client.containers.inspect(container.id);
    if (containerOwner(inspect, allocation, store.directories) === "another agent") {
      logger.debug("another agent's container is kept: its allocation's directory exists", fields);
      return;
    }
    // Meanwhile our agent may have gone, or recovered the task.
    if (!hasAgent() || store.needs(container.id, allocation)) return;
    if (options.dry_run) {
      logger.info("dangling container found (dry_run)", fields);
      return;
    }
    logger.info("removing dangling container", fields);
    await removeLeftover(service.client, container.id, inspect.state.status);
    await deps.networks.removeUnused(service, createdNetworks(inspect.labels));
  } catch (error) {
    if (isDriverError(error, "notFound")) return;
    logger.warn("dangling container could not be removed", { ...fields, error: messageOf(error) });
  }
}

function allocationOf({ labels }: ContainerListEntry): string {
  return labels[allocIdLabel] ?? "";
}

/** Knows whether there is an agent: it reads our fingerprints as long as it lives. */
export class AgentPresence {
  readonly #calls = new Set<AbortSignal>();

  get isThere(): boolean {
    return this.#calls.size > 0;
  }

  /** Passes on the fingerprints of one call. The agent is gone when the call's signal aborts, even if nobody takes the next one. */
  async *during<Found>(fingerprints: AsyncIterable<Found>, signal: AbortSignal): AsyncGenerator<Found, void, undefined> {
    if (signal.aborted) return;
    this.#calls.add(signal);
    signal.addEventListener("abort", () => this.#calls.delete(signal), { once: true });
    try {
      yield* fingerprints;
    } finally {
      this.#calls.delete(signal);
    }
  }
}
