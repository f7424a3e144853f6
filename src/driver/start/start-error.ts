import { DriverError, isDriverError } from "../../core/errors.ts";
import { refusedNetwork } from "../../translate/network/refused-network.ts";
import { fullStorage } from "../../translate/refusals/full-storage.ts";
import { refusedOption } from "../../translate/refusals/refused-option.ts";
import { refusedProgram } from "../../translate/refusals/refused-program.ts";
import type { PodmanService } from "../services/podman-services.ts";
import { addressHolder } from "./address-holder.ts";
import type { StartPlan } from "./plan.ts";

/**
 * What a failed start means for its job author: Podman refuses some values in words that nobody can tell the option from, and
 * says of a full disk only which file it could not write. Never rejects.
 */
export async function startError(error: unknown, { task, options, service }: StartPlan): Promise<unknown> {
  if (!isDriverError(error)) return error;
  const { code, message } = error;
  if (code !== "podmanFailed" && code !== "notFound") return error;
  const asked = { options, ports: task.resources.ports };
  const refused =
    (await fullError(message, service)) ??
    refusedProgram(message, options) ??
    refusedNetwork(message, asked, await addressHolder(service.client, message)) ??
    refusedOption(message, { options, user: task.user });
  if (refused === undefined) return error;
  return new DriverError(refused.code, refused.message, { cause: error, recoverable: refused.recoverable });
}

async function fullError(message: string, service: PodmanService): Promise<DriverError | undefined> {
  if (fullStorage(message, undefined) === undefined) return undefined;
  const root = await service.facts().then(
    ({ info }) => info.store?.graphRoot,
    () => undefined,
  );
  return fullStorage(message, root);
}
