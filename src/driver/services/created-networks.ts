import { DriverError, isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { optionMessage } from "../../core/option-error.ts";
import type { NetworkBody } from "../../podman/networks/types.ts";
import { createdLabel } from "../../translate/network/created-networks.ts";
import type { PodmanService } from "./podman-services.ts";

/**
 * Networks that are made when a task wants them and removed with the last container on them. Podman keeps a network that a
 * container is on; between its making and the container's it is kept here.
 */
export class CreatedNetworks {
  readonly #logger: Logger;
  /** By socket and name: how many starts count on it. */
  readonly #held = new Map<string, number>();
  /** By the same: the last change of it, which the next one waits for. */
  readonly #changes = new Map<string, Promise<unknown>>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /**
   * Makes the networks that are missing, and does the work while none of them is removed. Another plugin on the same Podman
   * knows nothing of it: where one was removed all the same and the work failed, both are done once more.
   *
   * @param work to make a container; nothing is left when it fails
   * @throws DriverError when Podman cannot make one, with the option's name; what the work throws
   */
  async during<Result>(
    service: PodmanService,
    wanted: readonly NetworkBody[],
    signal: AbortSignal,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const keys = wanted.map(({ name }) => keyOf(service, name));
    for (const key of keys) this.#held.set(key, (this.#held.get(key) ?? 0) + 1);
    try {
      await this.#create(service, wanted, signal);
      try {
        return await work();
      } catch (error) {
        if (!(await isOneMissing(service, wanted, signal))) throw error;
      }
      await this.#create(service, wanted, signal);
      return await work();
    } finally {
      for (const key of keys) {
        const left = (this.#held.get(key) ?? 1) - 1;
        if (left > 0) this.#held.set(key, left);
        else this.#held.delete(key);
      }
    }
  }

  /** Removes those of the networks that the driver made and that nothing is on any more. Never rejects. */
  async removeUnused(service: PodmanService, names: readonly string[]): Promise<void> {
    for (const name of names) {
      const key = keyOf(service, name);
      await this.#change(key, async () => {
        if (this.#held.has(key)) return;
        await this.#remove(service, name);
      });
    }
  }

  async #create(service: PodmanService, wanted: readonly NetworkBody[], signal: AbortSignal): Promise<void> {
    for (const body of wanted) await this.#change(keyOf(service, body.name), () => create(service, body, signal));
  }

  async #remove(service: PodmanService, name: string): Promise<void> {
    const { networks } = service.client;
    try {
      const found = await networks.inspect(name);
      if (found?.labels[createdLabel] === undefined) return;
      await networks.remove(name);
      this.#logger.info("removed a network that no task uses", { network: name });
    } catch (error) {
      this.#logger.debug("the network stays", { network: name, error: messageOf(error) });
    }
  }

  async #change<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#changes.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#changes.set(key, mine);
    try {
      return await mine;
    } finally {
      if (this.#changes.get(key) === mine) this.#changes.delete(key);
    }
  }
}

async function create(service: PodmanService, body: NetworkBody, signal: AbortSignal): Promise<void> {
  try {
    await service.client.networks.create(body, { signal });
  } catch (cause) {
    if (!isDriverError(cause, "podmanFailed")) throw cause;
    const message = optionMessage("networks.name", body.name, `the network cannot be created: ${messageOf(cause)}`);
    throw new DriverError("podmanFailed", message, { cause, recoverable: cause.recoverable });
  }
}

/** False where Podman cannot say. */
async function isOneMissing(service: PodmanService, wanted: readonly NetworkBody[], signal: AbortSignal): Promise<boolean> {
  const { networks } = service.client;
  const found = wanted.map(async ({ name }) => (await networks.inspect(name, { signal })) === undefined);
  return Promise.all(found).then(
    (missing) => missing.includes(true),
    () => false,
  );
}

function keyOf(service: PodmanService, name: string): string {
  return JSON.stringify([service.client.socket, name]);
}
