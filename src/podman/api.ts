/**
 * Podman's REST API as the driver uses it, one interface a resource. `client.ts` implements it over a socket; tests fake what
 * is at the socket's other end (test/fakes/fake-podman.ts). Every call takes what bounds it: a `signal`, and the client's
 * own request timeout (`client_http_timeout`) unless the call is a stream, a pull or a load.
 *
 * All errors are DriverErrors (podman/http/error-map.ts): `podmanUnreachable` (recoverable), `timeout` (recoverable),
 * `notFound`, `conflict`, `podmanFailed`, `badReply`, `cancelled`, of a pull `imageFailed`.
 */
import type { ContainersApi } from "./containers/api.ts";
import type { ExecsApi } from "./execs/api.ts";
import type { ImagesApi } from "./images/api.ts";
import type { NetworksApi } from "./networks/api.ts";
import type { SystemApi } from "./system/api.ts";

export interface PodmanClient {
  /** How the operator wrote the socket, for messages. */
  readonly socket: string;
  readonly system: SystemApi;
  readonly containers: ContainersApi;
  readonly execs: ExecsApi;
  readonly images: ImagesApi;
  readonly networks: NetworksApi;
  /** Calls under way, streams and exec sessions included, and all later ones fail with `cancelled`. */
  close(): void;
}
