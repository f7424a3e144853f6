import type { PullOptions, PullRoute } from "../podman/api.ts";
import { registryHost } from "../translate/image-ref.ts";
import { isAtLeast } from "../translate/version.ts";

/**
 * The pull that tells most. libpod's own says of a layer only that it has begun, so neither the user nor
 * `pull_activity_timeout` could tell a slow download from a stalled one. From Podman 4.8 it can be asked for bytes too.
 * Before that only the route for Docker's clients tells them; it always pulls, verifies certificates as registries.conf
 * says, and may take a short name for one of Docker Hub, so it is asked only where none of that makes a difference.
 */
export function pullRoute(
  podmanVersion: string,
  reference: string,
  { policy, tlsVerify }: Pick<PullOptions, "policy" | "tlsVerify">,
): PullRoute {
  if (isAtLeast(podmanVersion, "4.8.0")) return "layers";
  const pulls = policy === "always" || policy === "missing";
  return pulls && tlsVerify === undefined && registryHost(reference) !== undefined ? "docker" : "lines";
}
