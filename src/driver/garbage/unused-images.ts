import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { FetchedImages } from "../images/fetched-images.ts";
import type { PodmanService } from "../services/podman-services.ts";
import type { Task } from "../task/task.ts";
import type { TaskStore } from "../task/task-store.ts";

/** Images of an earlier plugin are kept for this long, in milliseconds: Nomad recovers its tasks after SetConfig. */
const recoveryGrace = 60_000;

/** How far timers, clock and file system may disagree, in milliseconds. */
const timerSlack = 1_000;

export interface ImageGarbageDeps {
  readonly fetched: Pick<FetchedImages, "all" | "forget" | "has" | "used" | "usedAt">;
  readonly store: TaskStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** The part of a plugin configuration that concerns images. */
export interface ImageGarbageConfig {
  readonly options: Pick<PluginOptions["gc"], "image" | "image_delay">;
  readonly services: readonly PodmanService[];
}

const off: ImageGarbageConfig = { options: { image: false, image_delay: 0 }, services: [] };

interface Unused {
  readonly socket: string;
  readonly imageId: string;
  /** When it may be removed with this delay, in milliseconds since the epoch. */
  readonly removableAt: (delay: number) => number;
  timer: AbortController;
}

/**
 * Removes images that the driver fetched and that no task has used for `gc.image_delay`. A timer runs only for an unused image.
 * Waiting images outlive a configuration, and by {@link FetchedImages} the plugin.
 */
export class ImageGarbage {
  readonly #deps: ImageGarbageDeps;
  readonly #unused = new Map<string, Unused>();
  #config = off;

  constructor(deps: ImageGarbageDeps) {
    this.#deps = deps;
  }

  /** Takes a new configuration, also for waiting images, and finds those of earlier plugins. */
  configure(config: ImageGarbageConfig): void {
    this.#config = config;
    for (const [key, unused] of this.#unused) this.#arm(key, unused);
    if (config.options.image) for (const service of config.services) void this.#findOld(service);
  }

  /** Call when the task is gone from the store, and its container from Podman. */
  async release({ service, container: { imageId } }: Task): Promise<void> {
    const { fetched, clock } = this.#deps;
    const { socket } = service.client;
    if (imageId === "" || this.#inUse(socket, imageId) || !(await fetched.has(service, imageId))) return;
    const now = clock.now();
    await fetched.used(service, imageId, now);
    this.#wait({ socket, imageId, removableAt: (delay) => now + delay });
  }

  /** Leaves waiting images to the next plugin. */
  close(): void {
    this.#config = off;
    for (const { timer } of this.#unused.values()) timer.abort();
    this.#unused.clear();
  }

  async #findOld(service: PodmanService): Promise<void> {
    const { fetched, clock } = this.#deps;
    const { socket } = service.client;
    const earliest = clock.now() + recoveryGrace;
    for (const { id, usedAt } of await fetched.all(service)) {
      if (this.#unused.has(keyOf(socket, id)) || this.#inUse(socket, id)) continue;
      const removableAt = (delay: number) => Math.max(usedAt + delay, Math.min(earliest, clock.now() + delay));
      this.#wait({ socket, imageId: id, removableAt });
    }
  }

  #wait(unused: Omit<Unused, "timer">): void {
    const key = keyOf(unused.socket, unused.imageId);
    this.#unused.get(key)?.timer.abort();
    const waiting = { ...unused, timer: new AbortController() };
    this.#unused.set(key, waiting);
    this.#arm(key, waiting);
  }

  #arm(key: string, unused: Unused): void {
    const { clock } = this.#deps;
    const { image, image_delay } = this.#config.options;
    unused.timer.abort();
    if (!image) return;
    const timer = new AbortController();
    unused.timer = timer;
    const at = unused.removableAt(image_delay);
    clock.sleep(Math.max(0, at - clock.now()), timer.signal).then(
      () => {
        // A timer cannot be longer than 24 days.
        if (clock.now() < at - timerSlack) return this.#arm(key, unused);
        this.#unused.delete(key);
        return this.#remove(unused);
      },
      () => undefined,
    );
  }

  async #remove({ socket, imageId }: Unused): Promise<void> {
    const { fetched, clock, logger } = this.#deps;
    const service = this.#config.services.find(({ client }) => client.socket === socket);
    if (service === undefined || this.#inUse(socket, imageId)) return;
    const usedAt = (await fetched.usedAt(service, imageId)) ?? 0;
    if (usedAt + this.#config.options.image_delay > clock.now() + timerSlack) {
      // Used by a task of another plugin since.
      return this.#wait({ socket, imageId, removableAt: (delay) => usedAt + delay });
    }
    try {
      await service.client.images.remove(imageId);
      await fetched.forget(service, imageId);
      logger.info("removed an image that no task uses", { image: imageId });
    } catch (error) {
      // Podman rightly refuses: a container that is not Nomad's uses it, or the operator gave it another name.
      logger.debug("the image stays", { image: imageId, error: messageOf(error) });
    }
  }

  #inUse(socket: string, imageId: string): boolean {
    for (const { container, service } of this.#deps.store.all()) {
      if (service.client.socket === socket && container.imageId === imageId) return true;
    }
    return false;
  }
}

function keyOf(socket: string, imageId: string): string {
  return JSON.stringify([socket, imageId]);
}
