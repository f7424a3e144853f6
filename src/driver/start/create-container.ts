import { DriverError, isDriverError } from "../../core/errors.ts";
import { allocIdLabel } from "../../core/names.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { leaksDefaults } from "../../translate/input/version.ts";
import { leavesInitOpen, usualInit } from "../../translate/spec/systemd.ts";
import type { ImageSource } from "../images/source.ts";
import { freeName } from "../task/replaced-containers.ts";
import type { StartPlan } from "./plan.ts";

export interface MadeContainer {
  readonly id: string;
  /** True when it runs already and is this task's. */
  readonly adopted: boolean;
  readonly warnings: readonly string[];
}

/** States in which a container of our name holds nothing that could be lost. */
const stale: ReadonlySet<string> = new Set(["created", "initialized", "exited", "stopped", "removing", "unknown"]);

/**
 * Creates the task's container, and fetches the image first where Podman turns out to lack it. A stopped container of the same
 * name is a leftover and is replaced; a running one is taken over when its labels prove that it is this task's.
 *
 * @param image undefined for a task on a directory
 * @throws DriverError `conflict` when the name belongs to somebody else
 */
export async function createContainer(
  plan: StartPlan,
  image: string | undefined,
  images: Pick<ImageSource, "fetch">,
  signal: AbortSignal,
): Promise<MadeContainer> {
  const { client } = plan.service;
  if (image === undefined) return createOrAdopt(plan, plan.spec, signal);
  try {
    return await createWithInit(plan, image, signal);
  } catch (error) {
    if (!isDriverError(error, "notFound") || (await client.images.exists(image, { signal }))) throw error;
  }
  return createWithInit(plan, await images.fetch(plan, signal), signal);
}

/**
 * With `systemd = "always"` an image without a program of its own starts its init. Podman's error is not waited for: an image
 * that was imported may have an empty program instead of none (5.4.2), which only the runtime rejects.
 */
async function createWithInit(plan: StartPlan, image: string, signal: AbortSignal): Promise<MadeContainer> {
  const { service, spec, options } = plan;
  const { client } = service;
  const found = leavesInitOpen(options) ? await client.images.inspect(image, { signal }) : undefined;
  const init = found === undefined || found.program.some((word) => word !== "") ? [] : [usualInit];
  const command = init.length === 0 ? {} : { command: [...init, ...(spec.command ?? [])] };
  return createOrAdopt(plan, { ...spec, image, ...command }, signal);
}

async function createOrAdopt({ service, host }: StartPlan, spec: SpecGenerator, signal: AbortSignal): Promise<MadeContainer> {
  const { client } = service;
  const create = async () => {
    const done = leaksDefaults(host.podmanVersion) ? await service.creates.take(signal) : undefined;
    try {
      return { ...(await client.containers.create(spec, { signal })), adopted: false };
    } finally {
      done?.();
    }
  };
  try {
    return await create();
  } catch (error) {
    if (!isDriverError(error, "conflict")) throw error;
  }
  const found = await client.containers.inspect(spec.name, { signal }).catch((error: unknown) => {
    if (!isDriverError(error, "notFound")) throw error;
    return undefined;
  });
  if (found === undefined) {
    // Killed within a create, Podman leaves the name to a container in its storage that it does not know itself (docs/podman-quirks.md#killed-create).
    await client.containers.remove(spec.name, { signal });
    return create();
  }
  if (stale.has(found.state.status)) {
    await freeName(client, found, { signal });
    return create();
  }
  const isOurs = found.labels[allocIdLabel] === spec.labels?.[allocIdLabel] && found.name === spec.name;
  if (isOurs) return { id: found.id, adopted: true, warnings: [] };
  throw new DriverError(
    "conflict",
    `a container ${spec.name} (${found.id.slice(0, 12)}) runs already and its labels do not say that it is this task's: remove it with "podman rm -f ${spec.name}"`,
  );
}
