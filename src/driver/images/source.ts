import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import type { TaskOptions } from "../../config/task-options/task-options.ts";
import type { Clock } from "../../core/clock.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import { type ImageImport, taskImage } from "../../translate/images/image-import.ts";
import {
  type ArchiveFile,
  type ArchiveUrl,
  type PullPolicy,
  pullDecision,
  type RegistryImage,
} from "../../translate/images/image-ref.ts";
import { taskDirectory } from "../../translate/input/spec-input.ts";
import type { PodmanService } from "../services/podman-services.ts";
import type { TaskEvents } from "../task/task-events.ts";
import { archiveName } from "./archive.ts";
import { registryCredentials } from "./credentials.ts";
import type { FetchedImages } from "./fetched-images.ts";
import { platformSet, platformWarning } from "./image-platform.ts";
import { type ImportProgress, importFailed, importImage } from "./import.ts";
import { ImportReport } from "./import-report.ts";
import { loadFailed, loadImage } from "./load.ts";
import { type PullRequest, pullImage } from "./pull.ts";
import { pullFailed } from "./pull-error.ts";
import { withTimeout } from "./pull-limits.ts";
import { PullReport, type PullState } from "./pull-progress.ts";
import { pullRoute } from "./pull-route.ts";
import { SharedPulls } from "./shared-pulls.ts";

/** The part of a start's plan that decides about its image. */
export interface WantedImage {
  readonly task: TaskConfig;
  readonly options: TaskOptions;
  readonly plugin: PluginOptions;
  readonly service: PodmanService;
}

/** Where the images of tasks come from. */
export class ImageSource {
  readonly #clock: Clock;
  readonly #events: TaskEvents;
  readonly #fetched: FetchedImages;
  readonly #shared = new SharedPulls<PullState>();
  readonly #imports = new SharedPulls<ImportProgress>();

  constructor(clock: Clock, events: TaskEvents, fetched: FetchedImages) {
    this.#clock = clock;
    this.#events = events;
    this.#fetched = fetched;
  }

  /**
   * What to create the container from. An image that may be local is taken for local without asking: creating fails
   * soon enough when it is not, and {@link fetch} gets it then; that saves a round trip in every other start.
   *
   * @throws DriverError
   */
  async prepare(wanted: WantedImage, signal: AbortSignal): Promise<string> {
    const source = taskImage(wanted.options, taskDirectory(wanted.task));
    if (source.kind === "import" && !source.force) return source.reference;
    if (source.kind !== "registry") return this.#noted(wanted, () => this.#make(wanted, source, signal));
    const question = {
      image: source,
      policy: policyOf(wanted.options),
      platformSet: platformSet(wanted.options),
      present: true,
    };
    const policy = pullDecision(question);
    return policy === undefined ? source.reference : this.#noted(wanted, () => this.#pull(wanted, source, policy, signal));
  }

  /** The image was not there after all: pulls or makes it, and returns what to create the container from. @throws DriverError */
  async fetch(wanted: WantedImage, signal: AbortSignal): Promise<string> {
    const source = taskImage(wanted.options, taskDirectory(wanted.task));
    if (source.kind !== "registry") return this.#noted(wanted, () => this.#make(wanted, source, signal));
    const policy = pullDecision({ image: source, policy: policyOf(wanted.options), platformSet: false, present: false });
    return this.#noted(wanted, () => this.#pull(wanted, source, policy ?? "missing", signal));
  }

  /** Only what is noted is ever removed by `gc { image = true }`. */
  #noted({ service, plugin }: WantedImage, fetch: () => Promise<string>): Promise<string> {
    return plugin.gc.image ? this.#fetched.during(service, fetch) : fetch();
  }

  #make(wanted: WantedImage, source: ArchiveFile | ArchiveUrl | ImageImport, signal: AbortSignal): Promise<string> {
    return source.kind === "import" ? this.#import(wanted, source, signal) : this.#load(wanted, source, signal);
  }

  async #import({ task, options, plugin, service }: WantedImage, wanted: ImageImport, signal: AbortSignal): Promise<string> {
    const tlsVerify = options.auth?.tls_verify ?? true;
    const request = { wanted, allocDir: task.allocDir, tlsVerify, activityMilliseconds: plugin.pull_activity_timeout };
    const events = new ImportReport(wanted, this.#clock, (text, notes) => this.#events.emit(task, text, notes));
    const key = JSON.stringify([service.client.socket, wanted, tlsVerify]);
    const name = await withTimeout(importFailed(wanted), options.image_pull_timeout, signal, (bound) =>
      this.#imports.join(
        key,
        (importing, report) => importImage(service.client, request, importing, report),
        (progress) => events.progress(progress),
        bound,
      ),
    );
    events.done();
    return name;
  }

  async #load(wanted: WantedImage, source: ArchiveFile | ArchiveUrl, signal: AbortSignal): Promise<string> {
    const { task, options, plugin, service } = wanted;
    const request = {
      source,
      allocDir: task.allocDir,
      tlsVerify: options.auth?.tls_verify ?? true,
      activityMilliseconds: plugin.pull_activity_timeout,
    };
    const shown = archiveName(source);
    const began = this.#clock.monotonic();
    this.#events.emit(task, `Loading image archive ${shown}`, { archive: shown });
    const begin = (bound: AbortSignal) => loadImage(service.client, request, bound);
    const key = JSON.stringify([service.client.socket, source, request.tlsVerify]);
    const name = await withTimeout(loadFailed(source), options.image_pull_timeout, signal, (bound) =>
      this.#shared.join(key, begin, () => undefined, bound),
    );
    const seconds = ((this.#clock.monotonic() - began) / 1000).toFixed(1);
    this.#events.emit(task, `Loaded image ${name} in ${seconds} s`, { archive: shown, image: name });
    return name;
  }

  async #pull(wanted: WantedImage, image: RegistryImage, policy: PullRequest["policy"], signal: AbortSignal): Promise<string> {
    const { task, options, service } = wanted;
    const request = await this.#request(wanted, image, policy, signal);
    const events = new PullReport(image.reference, this.#clock, (text, notes) => this.#events.emit(task, text, notes));
    const pull = (what: PullRequest, bound: AbortSignal) =>
      this.#shared.join(
        pullKey(service, what),
        (pulling, report) => pullImage(service.client, what, pulling, report),
        (state) => events.progress(state),
        bound,
      );
    const id = await withTimeout(pullFailed(image.reference), options.image_pull_timeout, signal, (bound) =>
      pull(request, bound).catch((error: unknown) => {
        const { credentials, ...anonymous } = request;
        if (!options.auth_soft_fail || credentials === undefined || !isDriverError(error, "unauthorized")) throw error;
        this.#events.emit(task, `The registry refused the credentials for ${image.reference}; trying without (auth_soft_fail)`);
        return pull(anonymous, bound);
      }),
    );
    events.done();
    if (!platformSet(options)) return image.reference;
    // By its id: another task's pull may give the name to the image of another platform meanwhile.
    const found = await service.client.images.inspect(id, { signal });
    const warning = platformWarning(image.reference, options, found);
    if (warning !== undefined) this.#events.emit(task, `Warning: ${warning}`);
    return found?.id ?? id;
  }

  async #request(wanted: WantedImage, { reference }: RegistryImage, policy: PullRequest["policy"], signal: AbortSignal) {
    const { options, plugin, service } = wanted;
    const credentials = await this.#credentials(wanted, reference, signal);
    const { version, info } = await service.facts();
    // Without it registries.conf decides, also for a pull with credentials.
    const verify = options.auth?.tls_verify;
    const tls = verify === undefined ? {} : { tlsVerify: verify };
    const request: PullRequest = {
      reference,
      policy,
      route: pullRoute(reference, { podmanVersion: version, insecureRegistries: info.insecureRegistries, policy, ...tls }),
      activityMilliseconds: plugin.pull_activity_timeout,
      ...(credentials === undefined ? {} : { credentials }),
      ...tls,
      ...(options.arch === undefined ? {} : { arch: options.arch }),
      ...(options.os === undefined ? {} : { os: options.os }),
      ...(options.variant === undefined ? {} : { variant: options.variant }),
    };
    return request;
  }

  async #credentials({ options, plugin, task }: WantedImage, reference: string, signal: AbortSignal) {
    try {
      return await registryCredentials(reference, options.auth, plugin.auth, signal);
    } catch (error) {
      if (!options.auth_soft_fail || !isDriverError(error, "unauthorized")) throw error;
      this.#events.emit(task, `No credentials for ${reference}: ${messageOf(error)}; trying without (auth_soft_fail)`);
      return undefined;
    }
  }
}

/** Tasks whose pulls agree in this share one. */
function pullKey({ client }: PodmanService, request: PullRequest): string {
  const { activityMilliseconds: _, ...what } = request;
  return JSON.stringify([client.socket, what]);
}

function policyOf({ force_pull, pull_policy }: TaskOptions): PullPolicy {
  return force_pull ? "always" : (pull_policy ?? "missing");
}
