import { DriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { optionMessage } from "../../core/option-error.ts";
import type { GroupNetwork } from "../../core/task-config.ts";
import { NetworkNamespaces } from "../../platform/network-namespaces.ts";

/** What Nomad's allocations are called: it becomes part of a path. */
const allocationId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the kernel takes for a host name, as far as it is one. */
const hostnameForm = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$/;

/**
 * Labels in which Nomad's network hook looks for a group's host name (client/allocrunner/network_hook.go). Nomad adds the
 * address of the group to it, and hands both to each task as its HostsConfig.
 */
const hostnameLabel = "docker_sandbox_hostname";
/** Its first twelve digits are the host name where the job says none, as those of Docker's pause container. */
const sandboxLabel = "docker_sandbox_container_id";

/** The network namespaces of groups, for the drivers that make them in Nomad's stead: no container, and no process, holds them. */
export class GroupNetworks {
  readonly #userId: number;
  readonly #logger: Logger;
  readonly #namespaces: NetworkNamespaces;

  constructor({ userId, logger }: { readonly userId: number; readonly logger: Logger }, namespaces = new NetworkNamespaces()) {
    this.#userId = userId;
    this.#logger = logger;
    this.#namespaces = namespaces;
  }

  /**
   * The network of an allocation's group, made when it is not there yet.
   *
   * @param hostname of the group's network block, empty for none
   * @throws DriverError `invalidRequest`, `invalidConfig` or `networkFailed`
   */
  async create(allocId: string, hostname: string): Promise<GroupNetwork> {
    checkAllocation(allocId);
    if (hostname !== "" && !hostnameForm.test(hostname)) {
      const allowed = "must be a host name: at most 64 letters, digits, dots and dashes";
      throw new DriverError("invalidConfig", optionMessage("network.hostname", hostname, allowed));
    }
    if (this.#userId !== 0)
      throw failed("made", allocId, `only root can make one, and the driver runs as user ${this.#userId}`);
    try {
      const { created, warning } = await this.#namespaces.create(allocId);
      if (warning !== undefined) this.#logger.warn("the loopback of a group's network is down", { alloc: allocId, warning });
      const labels = { [sandboxLabel]: allocId.replaceAll("-", ""), ...(hostname === "" ? {} : { [hostnameLabel]: hostname }) };
      return { path: this.#namespaces.path(allocId), labels, created };
    } catch (cause) {
      throw failed("made", allocId, messageOf(cause), cause);
    }
  }

  /** Removes it; one that is gone is no error. @throws DriverError `invalidRequest` or `networkFailed` */
  async destroy(allocId: string): Promise<void> {
    checkAllocation(allocId);
    try {
      await this.#namespaces.remove(allocId);
    } catch (cause) {
      throw failed("removed", allocId, messageOf(cause), cause);
    }
  }
}

function checkAllocation(allocId: string): void {
  if (allocationId.test(allocId)) return;
  throw new DriverError("invalidRequest", optionMessage("alloc_id", allocId, "must be the id of an allocation, a UUID"));
}

function failed(what: string, allocId: string, reason: string, cause?: unknown): DriverError {
  return new DriverError("networkFailed", `the network of allocation ${allocId} cannot be ${what}: ${reason}`, { cause });
}
