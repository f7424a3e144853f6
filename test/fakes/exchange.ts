import type { PodmanClient } from "../../src/podman/client.ts";
import { createPodmanClient } from "../../src/podman/client.ts";
import { type FakeAnswer, fakePodman } from "./fake-podman.ts";
import type { ReceivedRequest } from "./fake-podman-request.ts";

/** What one or several calls of the client came to. */
export interface Exchange<T> {
  readonly result: T;
  /** Method, path and query in one line, of each request. */
  readonly requests: readonly string[];
  readonly last: ReceivedRequest;
}

/** Runs calls of a client against a fake that gives the answers in turn. */
export async function exchange<T>(
  answers: FakeAnswer | readonly [FakeAnswer, ...FakeAnswer[]],
  call: (client: PodmanClient) => Promise<T>,
): Promise<Exchange<T>> {
  const list = typeof answers === "function" ? ([answers] as const) : answers;
  await using fake = await fakePodman(...list);
  const client = clientOf(fake.socketPath);
  try {
    const result = await call(client);
    return { result, requests: fake.requests.map(inOneLine), last: fake.last };
  } finally {
    client.close();
  }
}

/** A client whose calls end after two seconds unless said otherwise. */
export function clientOf(socketPath: string, requestTimeoutMilliseconds = 2000): PodmanClient {
  return createPodmanClient({ socketPath: `unix://${socketPath}`, requestTimeoutMilliseconds });
}

function inOneLine({ method, path, query }: ReceivedRequest): string {
  return `${method} ${path}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}
