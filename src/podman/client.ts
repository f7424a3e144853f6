import type { Logger } from "../core/logger.ts";
import { silentLogger } from "../core/silent-logger.ts";
import { containersApi } from "./containers/calls.ts";
import { execsApi } from "./execs/calls.ts";
import { RequestLog } from "./http/request-log.ts";
import { parseSocketAddress } from "./http/socket-address.ts";
import { Transport } from "./http/transport.ts";
import { imagesApi } from "./images/calls.ts";
import { networksApi } from "./networks/calls.ts";
import { systemApi } from "./system/calls.ts";
import { volumesApi } from "./volumes/calls.ts";

export interface ClientOptions {
  /** As the operator writes it; see socket-address.ts. */
  readonly socketPath: string;
  /** Bound of one request, in milliseconds (`client_http_timeout`). */
  readonly requestTimeoutMilliseconds: number;
  /** Gets every request at debug level; none is logged when unset. */
  readonly logger?: Logger;
}

/** A client of one Podman service. */
export type PodmanClient = ReturnType<typeof createPodmanClient>;

/**
 * Podman's REST API as the driver uses it, one part a resource; tests fake what is at the socket's other end
 * (test/fakes/fake-podman.ts). It asks for routes of Podman 4.3; what came later is listed in docs/podman-quirks.md#routes.
 * Nothing is connected before the first call. Every call takes what bounds it: a `signal`, and the client's own request timeout
 * unless the call is a stream, a pull or a load.
 *
 * All errors are DriverErrors (podman/http/error-map.ts): `podmanUnreachable` (recoverable), `timeout` (recoverable),
 * `notFound`, `conflict`, `podmanFailed`, `badReply`, `cancelled`, of a pull `imageFailed`.
 *
 * @throws DriverError `invalidConfig` for a socket that cannot be read.
 */
export function createPodmanClient({ socketPath, requestTimeoutMilliseconds, logger = silentLogger }: ClientOptions) {
  const log = new RequestLog(logger);
  const transport = new Transport(socketPath, parseSocketAddress(socketPath), requestTimeoutMilliseconds, log);
  return {
    /** How the operator wrote the socket, for messages. */
    socket: socketPath,
    system: systemApi(transport),
    containers: containersApi(transport),
    execs: execsApi(transport),
    images: imagesApi(transport),
    networks: networksApi(transport),
    volumes: volumesApi(transport),
    /** Calls under way, streams and exec sessions included, and all later ones fail with `cancelled`. */
    close: () => transport.close(),
  };
}
