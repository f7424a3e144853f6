import { availableParallelism } from "node:os";
import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import { ipVersion } from "../../core/ip-address.ts";
import { defaultSocketName } from "../../core/names.ts";
import { invalidOption } from "../../core/option-error.ts";
import { Slots } from "../../core/slots.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { PodmanInfo } from "../../podman/system/types.ts";
import type { HostFacts } from "../../translate/input/spec-input.ts";
import type { ServiceFacts } from "../../translate/readings/node-attributes.ts";

/** What Podman calls its own bridge, unless containers.conf says otherwise. */
const ownNetwork = "podman";

/** Makes a client; nothing is connected before its first call. */
export type Connect = (socketPath: string, requestTimeoutMilliseconds: number) => PodmanClient;

/** What identifies a service. */
export interface ServiceAddress {
  readonly name: string;
  readonly isDefault: boolean;
  /** As the operator wrote it. */
  readonly path: string;
  /** Bound of one request. */
  readonly timeoutMilliseconds: number;
}

/** What a service says of itself. */
interface ServiceReport extends ServiceFacts {
  readonly info: PodmanInfo;
  readonly host: HostFacts;
}

/** One Podman service as it is configured. */
export class PodmanService {
  readonly name: string;
  readonly isDefault: boolean;
  readonly client: PodmanClient;
  /** One after the other, for a Podman that must not read two create bodies at once. */
  readonly creates = new Slots(1);
  #facts: Promise<ServiceReport> | undefined;
  #asking = false;
  #known: ServiceReport | undefined;
  #bridge: Promise<string | undefined> | undefined;

  constructor(name: string, isDefault: boolean, client: PodmanClient) {
    this.name = name;
    this.isDefault = isDefault;
    this.client = client;
  }

  /** What the service says of itself, asked once until {@link forget}. @throws DriverError */
  facts(): Promise<ServiceReport> {
    this.#facts ??= this.#ask().catch((error: unknown) => {
      this.#facts = undefined;
      // Its configuration may be another one when it is back.
      this.#bridge = undefined;
      throw error;
    });
    return this.#facts;
  }

  /** What the service said last, which may be long ago. */
  get known(): ServiceReport | undefined {
    return this.#known;
  }

  /** The service was restarted or is asked again. A question without a response yet is not asked twice: see {@link known}. */
  forget(): void {
    if (!this.#asking) this.#facts = undefined;
  }

  async #ask(): Promise<ServiceReport> {
    this.#asking = true;
    try {
      this.#known = await this.#report();
      return this.#known;
    } finally {
      this.#asking = false;
    }
  }

  async #report(): Promise<ServiceReport> {
    this.#bridge ??= this.#askBridge();
    const { system } = this.client;
    const [{ version }, info, bridge] = await Promise.all([system.ping(), system.info(), this.#bridge]);
    const host: HostFacts = {
      rootless: info.host.security.rootless,
      cgroupVersion: info.host.cgroupVersion === "v1" ? "v1" : "v2",
      cgroupManager: info.host.cgroupManager,
      cgroupControllers: info.host.cgroupControllers,
      podmanVersion: version,
      ociRuntime: info.host.ociRuntime?.name ?? "",
      apparmor: info.host.security.apparmorEnabled ?? false,
      selinux: info.host.security.selinuxEnabled ?? false,
      cores: info.host.cpus ?? availableParallelism(),
    };
    // The bridge of a rootless Podman is in a network namespace of its own, and another machine's is not this node's.
    const isOfNode = !host.rootless && !/^(?:tcp|http):/i.test(this.client.socket);
    return { version, info, host, bridgeAddress: isOfNode ? bridge : undefined };
  }

  /** Asked once for as long as the service responds. Undefined when its network has no IPv4, or is called otherwise. */
  async #askBridge(): Promise<string | undefined> {
    try {
      const network = await this.client.networks.inspect(ownNetwork);
      return network?.subnets.find(({ gateway }) => ipVersion(gateway) === 4)?.gateway;
    } catch {
      this.#bridge = undefined;
      return undefined;
    }
  }
}

/** All configured services; the first is the default unless one is called `default`. */
export class PodmanServices {
  readonly all: readonly PodmanService[];

  constructor(options: PluginOptions, open: (address: ServiceAddress) => PodmanService, userId: number) {
    const blocks = options.socket.map((block) => ({ name: block.name ?? defaultSocketName, path: block.socket_path }));
    const configured =
      blocks.length > 0 ? blocks : [{ name: defaultSocketName, path: options.socket_path ?? defaultSocket(userId) }];
    const named = configured.findIndex(({ name }) => name === defaultSocketName);
    const chosen = Math.max(named, 0);
    const timeoutMilliseconds = options.client_http_timeout;
    this.all = configured.map(({ name, path }, index) =>
      open({ name, isDefault: index === chosen, path, timeoutMilliseconds }),
    );
  }

  /** The service that a task names. @throws DriverError `invalidConfig` */
  get(name: string): PodmanService {
    const wanted = name === "" ? defaultSocketName : name;
    const found =
      this.all.find((service) => service.name === wanted) ??
      (wanted === defaultSocketName ? this.all.find((service) => service.isDefault) : undefined);
    if (found !== undefined) return found;
    const names = this.all.map((service) => `"${service.name}"`).join(", ");
    const advice = `allowed are ${names}; or add a socket block to the plugin configuration`;
    throw invalidOption("socket", name, `not configured on this node: ${advice}`);
  }
}

/** Where Podman's own units put the socket of this user. */
export function defaultSocket(userId: number): string {
  return userId === 0 ? "unix:///run/podman/podman.sock" : `unix:///run/user/${userId}/podman/podman.sock`;
}
