import type { PluginOptions } from "../config/plugin-options.ts";
import type { TaskOptions } from "../config/task-options.ts";
import type { Clock } from "../core/clock.ts";
import { isDriverError } from "../core/errors.ts";
import type { TaskConfig } from "../core/task-config.ts";
import { type PullPolicy, parseImage, pullDecision, type RegistryImage } from "../translate/image-ref.ts";
import { taskDirectory } from "../translate/spec-input.ts";
import type { TaskEvents } from "./events.ts";
import { loadImage } from "./image-load.ts";
import { type PullRequest, pullImage } from "./image-pull.ts";
import type { PodmanService } from "./podman-services.ts";
import { PullReport } from "./pull-report.ts";
import { registryCredentials } from "./registry-auth.ts";
import { SharedPulls } from "./shared-pulls.ts";

export interface ImageTask {
  readonly config: TaskConfig;
  readonly options: TaskOptions;
  readonly plugin: PluginOptions;
  readonly service: PodmanService;
}

/** Where the images of tasks come from. */
export class ImageSource {
  readonly #clock: Clock;
  readonly #events: TaskEvents;
  readonly #pulls = new SharedPulls<string>();

  constructor(clock: Clock, events: TaskEvents) {
    this.#clock = clock;
    this.#events = events;
  }

  /**
   * What to create the container from. An image that may be local is taken for local without asking: creating fails
   * soon enough when it is not, and {@link fetch} gets it then; that saves a round trip in every other start.
   *
   * @throws DriverError
   */
  async prepare(task: ImageTask, signal: AbortSignal): Promise<string> {
    const source = parseImage(task.options.image ?? "", taskDirectory(task.config));
    if (source.kind !== "registry") {
      const name = await loadImage(task.service.client, source, task.options.image_pull_timeout, signal);
      this.#events.emit(task.config, `Loaded image ${name}`);
      return name;
    }
    const policy = pullDecision({
      image: source,
      policy: policyOf(task.options),
      platformSet: platformSet(task.options),
      present: true,
    });
    if (policy !== undefined) await this.#pull(task, source, policy, signal);
    return source.reference;
  }

  /** The image was not there after all: pulls it. @throws DriverError */
  async fetch(task: ImageTask, signal: AbortSignal): Promise<void> {
    const source = parseImage(task.options.image ?? "", taskDirectory(task.config));
    if (source.kind !== "registry") return;
    const policy = pullDecision({ image: source, policy: policyOf(task.options), platformSet: false, present: false });
    await this.#pull(task, source, policy ?? "missing", signal);
  }

  async #pull(task: ImageTask, image: RegistryImage, policy: PullRequest["policy"], signal: AbortSignal): Promise<void> {
    const { options, plugin, service } = task;
    const credentials = await this.#credentials(task, image.reference, signal);
    const request: PullRequest = {
      reference: image.reference,
      policy,
      timeoutMilliseconds: options.image_pull_timeout,
      activityMilliseconds: plugin.pull_activity_timeout,
      ...(credentials === undefined ? {} : { credentials }),
      ...(options.auth?.tls_verify === undefined ? {} : { tlsVerify: options.auth.tls_verify }),
      ...(options.arch === undefined ? {} : { arch: options.arch }),
      ...(options.os === undefined ? {} : { os: options.os }),
      ...(options.variant === undefined ? {} : { variant: options.variant }),
    };
    const key = pullKey(service, request);
    const report = new PullReport(image.reference, this.#clock, (text, notes) => this.#events.emit(task.config, text, notes));
    const begin = (bound: AbortSignal, tell: (text: string) => void) => pullImage(service.client, request, bound, tell);
    try {
      await this.#pulls.join(key, begin, (text) => report.line(text), signal);
      report.done();
    } catch (error) {
      if (!options.auth_soft_fail || credentials === undefined || !isDriverError(error, "unauthorized")) throw error;
      this.#events.emit(
        task.config,
        `The registry refused the credentials for ${image.reference}; trying without (auth_soft_fail)`,
      );
      const { credentials: _, ...anonymous } = request;
      const again = (bound: AbortSignal, tell: (text: string) => void) => pullImage(service.client, anonymous, bound, tell);
      await this.#pulls.join(pullKey(service, anonymous), again, (text) => report.line(text), signal);
      report.done();
    }
  }

  async #credentials({ options, plugin, config }: ImageTask, reference: string, signal: AbortSignal) {
    try {
      return await registryCredentials(reference, options.auth, plugin.auth, signal);
    } catch (error) {
      if (!options.auth_soft_fail) throw error;
      this.#events.emit(config, `No credentials for ${reference}; trying without (auth_soft_fail)`);
      return undefined;
    }
  }
}

/** Tasks whose pulls agree in this share one; the first one's patience then counts for all. */
function pullKey({ client }: PodmanService, request: PullRequest): string {
  const { timeoutMilliseconds: _, activityMilliseconds: __, ...what } = request;
  return JSON.stringify([client.socket, what]);
}

function policyOf({ force_pull, pull_policy }: TaskOptions): PullPolicy {
  return force_pull ? "always" : (pull_policy ?? "missing");
}

function platformSet({ arch, os, variant }: TaskOptions): boolean {
  return arch !== undefined || os !== undefined || variant !== undefined;
}
