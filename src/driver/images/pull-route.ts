import type { PullOptions, PullRoute } from "../../podman/images/pull-stream.ts";
import { registryHost } from "../../translate/images/image-ref.ts";
import { isAtLeast } from "../../translate/input/version.ts";

/** What a pull's route depends on, besides the image's name. */
export interface PullNeeds extends Pick<PullOptions, "policy" | "tlsVerify"> {
  readonly podmanVersion: string;
  /** Whether registries.conf lets any registry go without a verified certificate. */
  readonly insecureRegistries: boolean;
}

/**
 * The pull that reports most. libpod's own reports of a layer only its start, so neither the user nor
 * `pull_activity_timeout` could tell a slow download from a stalled one. From Podman 4.8 it can report bytes too.
 * Before that only the route for Docker's clients does; it always pulls, verifies certificates unless registries.conf
 * says otherwise, and may take a short name for one of Docker Hub, so it is asked only where none of that makes a difference.
 */
export function pullRoute(reference: string, needs: PullNeeds): PullRoute {
  const { podmanVersion, insecureRegistries, policy, tlsVerify } = needs;
  if (isAtLeast(podmanVersion, "4.8.0")) return "layers";
  const pulls = policy === "always" || policy === "missing";
  const verifiesAlike = tlsVerify === undefined || (tlsVerify && !insecureRegistries);
  return pulls && verifiesAlike && registryHost(reference) !== undefined ? "docker" : "lines";
}
