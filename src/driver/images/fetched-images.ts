/** Which images the driver itself has pulled or loaded, and when a task last used each: noted beside Podman's own storage. */
import { closeSync, constants, lstatSync, mkdirSync, openSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { parseSocketAddress } from "../../podman/http/socket-address.ts";
import type { PodmanService } from "../services/podman-services.ts";

/** Below Podman's graph root, where it goes with the images: one empty file for each of them. */
const directoryName = "nomad-driver-podman-images";
const imageId = /^[0-9a-f]{64}$/;

export interface FetchedImage {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
}

/**
 * The memory is the modification time of a file, so it outlives plugin and machine, and several plugins may share it. Where
 * Podman's storage belongs to another user or machine, it is this process's own. Nothing here rejects.
 */
export class FetchedImages {
  readonly #logger: Logger;
  /** By socket: what could not be noted on disk. */
  readonly #remembered = new Map<string, Set<string>>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Runs what may fetch an image, and notes the image that it names if Podman did not have it before: others are not ours to remove. */
  async during(service: PodmanService, fetch: () => Promise<string>): Promise<string> {
    const { images } = service.client;
    const before = await images.ids().catch(() => undefined);
    const name = await fetch();
    const found = await images.inspect(name).catch(() => undefined);
    if (before !== undefined && found !== undefined && !before.includes(found.id)) await this.#note(service, found.id);
    return name;
  }

  async has(service: PodmanService, id: string): Promise<boolean> {
    const isRemembered = this.#remembered.get(service.client.socket)?.has(id) === true;
    return isRemembered || (await this.usedAt(service, id)) !== undefined;
  }

  /** When a task last used it, or it was fetched, in milliseconds since the epoch; undefined when that is not on disk. */
  async usedAt(service: PodmanService, id: string): Promise<number | undefined> {
    const directory = await this.#directory(service);
    if (directory === undefined || !imageId.test(id)) return undefined;
    return this.#attempt("read", () => lstatSync(join(directory, id), { throwIfNoEntry: false })?.mtimeMs);
  }

  /** A task has just ended to use it. */
  async used(service: PodmanService, id: string, now: number): Promise<void> {
    const directory = await this.#directory(service);
    if (directory === undefined || !imageId.test(id)) return;
    this.#attempt("touched", () => utimesSync(join(directory, id), now / 1000, now / 1000));
  }

  /** It is gone from Podman. */
  async forget(service: PodmanService, id: string): Promise<void> {
    this.#remembered.get(service.client.socket)?.delete(id);
    const directory = await this.#directory(service);
    if (directory === undefined || !imageId.test(id)) return;
    this.#attempt("removed", () => rmSync(join(directory, id), { force: true }));
  }

  /** What earlier plugins have noted, too. */
  async all(service: PodmanService): Promise<readonly FetchedImage[]> {
    const directory = await this.#directory(service);
    if (directory === undefined) return [];
    const names = this.#attempt("read", () => readdirSync(directory)) ?? [];
    return names
      .filter((name) => imageId.test(name))
      .flatMap((id) => {
        const usedAt = lstatSync(join(directory, id), { throwIfNoEntry: false })?.mtimeMs;
        return usedAt === undefined ? [] : [{ id, usedAt }];
      });
  }

  async #note(service: PodmanService, id: string): Promise<void> {
    const { socket } = service.client;
    this.#remembered.set(socket, (this.#remembered.get(socket) ?? new Set()).add(id));
    const directory = await this.#directory(service);
    if (directory === undefined || !imageId.test(id)) return;
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW;
    this.#attempt("written", () => closeSync(openSync(join(directory, id), flags, 0o600)));
  }

  /** Undefined unless Podman's storage is on this machine and our own: in another user's somebody could plant links. */
  async #directory(service: PodmanService): Promise<string | undefined> {
    try {
      const address = parseSocketAddress(service.client.socket);
      if (address.kind !== "unix" || statSync(address.path).uid !== process.getuid?.()) return undefined;
      const { graphRoot = "" } = (await service.facts()).info.store;
      if (graphRoot === "") return undefined;
      const directory = join(graphRoot, directoryName);
      const found = lstatSync(directory, { throwIfNoEntry: false });
      if (found === undefined) mkdirSync(directory, { mode: 0o700 });
      return found === undefined || (found.isDirectory() && found.uid === process.getuid?.()) ? directory : undefined;
    } catch (error) {
      this.#logger.debug("there is no place for notes of fetched images", { error: messageOf(error) });
      return undefined;
    }
  }

  #attempt<Found>(what: string, act: () => Found): Found | undefined {
    try {
      return act();
    } catch (error) {
      this.#logger.debug(`the note of a fetched image cannot be ${what}`, { error: messageOf(error) });
      return undefined;
    }
  }
}
