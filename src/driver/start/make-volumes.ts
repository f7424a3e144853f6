import { DriverError, isDriverError, messageOf } from "../../core/errors.ts";
import { invalidOption, optionMessage } from "../../core/option-error.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { VolumeInspect } from "../../podman/volumes/calls.ts";
import type { VolumeBody } from "../../podman/volumes/types.ts";
import { sameVolumeOptions } from "../../translate/mounts/created-volumes.ts";

/**
 * Makes the volumes that are missing. Nobody removes them: as with Docker they hold what outlives the job.
 *
 * @returns the names of those that were made
 * @throws DriverError `invalidConfig` for one that is there with another driver or other options, or whose driver Podman lacks;
 *   `podmanFailed` for what Podman rejects, with the option's name
 */
export async function makeVolumes(
  { volumes }: Pick<PodmanClient, "volumes">,
  wanted: readonly VolumeBody[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const made: string[] = [];
  for (const body of wanted) {
    const found = await volumes.inspect(body.Name, { signal });
    if (found === undefined && (await make(volumes, body, signal))) made.push(body.Name);
    if (found !== undefined) checkSame(body, found);
  }
  return made;
}

/** False when another task was faster. */
async function make(volumes: PodmanClient["volumes"], body: VolumeBody, signal: AbortSignal): Promise<boolean> {
  try {
    await volumes.create(body, { signal });
    return true;
  } catch (error) {
    if (!isDriverError(error, "podmanFailed")) throw error;
    const found = await volumes.inspect(body.Name, { signal });
    if (found === undefined) throw rejected(body, error);
    checkSame(body, found);
    return false;
  }
}

function checkSame({ Name, Driver, Options = {} }: VolumeBody, { Driver: driver, Options: options }: VolumeInspect): void {
  const way = `use it as it is, name another volume as source, or remove this one with "podman volume rm ${Name}"`;
  if (Driver !== undefined && Driver !== driver) {
    throw invalidOption("mount.driver", Driver, `volume ${Name} is there already, with the driver "${driver}": ${way}`);
  }
  if (Object.keys(Options).length > 0 && !sameVolumeOptions(Options, options)) {
    const others = `volume ${Name} is there already, with the options ${JSON.stringify(options)}: ${way}`;
    throw invalidOption("mount.driver_options", Options, others);
  }
}

function rejected({ Name, Driver, Options }: VolumeBody, cause: DriverError): DriverError {
  const words = messageOf(cause);
  if (/no volume plugin with name|required plugin missing|retrieving plugin|could not be retrieved/.test(words)) {
    const ways =
      'write "local" with options, or have the operator add the plugin to [engine.volume_plugins] of the node\'s containers.conf';
    return invalidOption("mount.driver", Driver, `Podman has no volume plugin of that name: ${ways}`, { cause });
  }
  if (Options?.["type"] === "tmpfs" && /quota/i.test(words)) {
    const ways = 'leave size out, or write a mount of type = "tmpfs" in place of a volume';
    return invalidOption("mount.driver_options", Options, `Podman before 4.8 takes the size of a tmpfs for a quota: ${ways}`, {
      cause,
    });
  }
  const [option, value] = Options === undefined ? ["mount.driver", Driver] : ["mount.driver_options", Options];
  const message = optionMessage(option, value, `volume ${Name} cannot be made: ${words}`);
  return new DriverError("podmanFailed", message, { cause, recoverable: cause.recoverable });
}
