import type { PluginOptions } from "../config/plugin-options.ts";
import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import type { Task } from "./task.ts";
import type { TaskStore } from "./task-store.ts";

export interface ImageGarbageDeps {
  readonly options: Pick<PluginOptions["gc"], "image" | "image_delay">;
  readonly store: TaskStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Removes images that no task has used for `gc.image_delay`. A timer runs only for an image that is about to go. */
export class ImageGarbage {
  readonly #deps: ImageGarbageDeps;
  readonly #waiting = new Map<string, AbortController>();

  constructor(deps: ImageGarbageDeps) {
    this.#deps = deps;
  }

  /** The task is gone from the store, and its container from Podman. */
  release(task: Task): void {
    const { imageId } = task.container;
    if (!this.#deps.options.image || imageId === "" || this.#inUse(task)) return;
    const key = JSON.stringify([task.service.client.socket, imageId]);
    this.#waiting.get(key)?.abort();
    const wait = new AbortController();
    this.#waiting.set(key, wait);
    void this.#removeLater(task, wait.signal).finally(() => {
      if (this.#waiting.get(key) === wait) this.#waiting.delete(key);
    });
  }

  close(): void {
    for (const wait of this.#waiting.values()) wait.abort();
  }

  async #removeLater(task: Task, signal: AbortSignal): Promise<void> {
    const { options, clock, logger } = this.#deps;
    await clock.sleep(options.image_delay, signal).catch(() => undefined);
    if (signal.aborted || this.#inUse(task)) return;
    const { imageId } = task.container;
    try {
      await task.service.client.images.remove(imageId);
      logger.info("removed an image that no task uses", { image: imageId });
    } catch (error) {
      // A container that is not Nomad's may use it: Podman then refuses, and that is right.
      logger.debug("the image stays", { image: imageId, error: messageOf(error) });
    }
  }

  #inUse({ container, service }: Task): boolean {
    for (const other of this.#deps.store.all()) {
      if (other.service === service && other.container.imageId === container.imageId) return true;
    }
    return false;
  }
}
