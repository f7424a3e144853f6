import type { Cleanup } from "./cleanup.ts";
import type { Registry } from "./registry.ts";

/** One request that came to the proxy. */
export interface RegistryRequest {
  readonly method: string;
  /** `/v2/NAME/manifests/TAG`. */
  readonly path: string;
  /** Address that it came from. */
  readonly from: string;
  /** What it brought as credentials, undefined for none. */
  readonly authorization: string | undefined;
  /** Aborted when the other side has gone. */
  readonly gone: AbortSignal;
  readonly body: string;
}

/** What the proxy answers itself; undefined passes the request on. */
export type Interception = (request: RegistryRequest) => Response | Promise<Response | undefined> | undefined;

/** A registry that does what the real one behind it does, but for what the test makes of it: the faults that no real one shows when asked to. */
export interface RegistryProxy extends Registry {
  /** All requests so far. */
  readonly requests: readonly RegistryRequest[];
}

export function startRegistryProxy(
  cleanup: Cleanup,
  target: Registry,
  intercept: Interception = () => undefined,
  address = "127.0.0.1",
): RegistryProxy {
  const requests: RegistryRequest[] = [];
  const server = Bun.serve({
    hostname: address,
    port: 0,
    idleTimeout: 0,
    async fetch(incoming, proxy) {
      const { pathname, search } = new URL(incoming.url);
      const body = await incoming.text();
      const authorization = incoming.headers.get("authorization") ?? undefined;
      const from = proxy.requestIP(incoming)?.address ?? "";
      const request = {
        method: incoming.method,
        path: `${pathname}${search}`,
        from,
        authorization,
        gone: incoming.signal,
        body,
      };
      requests.push(request);
      const answer = await intercept(request);
      if (answer !== undefined) return answer;
      const headers = new Headers(incoming.headers);
      headers.delete("host");
      headers.set("accept-encoding", "identity");
      return fetch(`${target.url}${request.path}`, { method: incoming.method, headers, redirect: "manual" });
    },
  });
  cleanup.defer(() => server.stop(true));
  const host = `${address}:${server.port}`;
  return { host, url: `http://${host}`, certificate: "", closed: target.closed ?? false, requests };
}
