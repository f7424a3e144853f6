import { existsSync, readFileSync } from "node:fs";
import { DriverError, errorCode, messageOf } from "../../core/errors.ts";
import type { ActivityLimit } from "./pull-limits.ts";

/** Where distributions keep the certificates that a node trusts, its operator's own included. */
const trustedCertificates = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

export interface Download {
  readonly url: string;
  /** False takes any certificate. */
  readonly tlsVerify: boolean;
}

/** A download under way. */
export interface Downloading {
  readonly body: ReadableStream<Uint8Array>;
  /** Why it broke off; undefined as long as it has not. */
  failure(): DriverError | undefined;
}

/**
 * Begins to fetch an image archive; `limit` counts each chunk as progress. Podman's own import ignores the status
 * (docs/podman-quirks.md#import-status), so the driver downloads.
 *
 * @throws DriverError `imageFailed` (`notFound` for status 404) that says what to do, recoverable where another try can help,
 *   without the URL
 */
export async function downloadArchive(
  { url, tlsVerify }: Download,
  limit: ActivityLimit,
  signal: AbortSignal,
): Promise<Downloading> {
  const tls = url.startsWith("https:") ? { tls: tlsOptions(tlsVerify) } : {};
  const response = await fetch(url, { signal, ...tls }).catch((error: unknown) => {
    throw downloadError(error, url);
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw statusError(response.status);
  }
  limit.active();
  return watched(response.body, url, limit);
}

function watched(source: ReadableStream<Uint8Array>, url: string, limit: ActivityLimit): Downloading {
  const reader = source.getReader();
  let failure: DriverError | undefined;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          limit.active();
          controller.enqueue(value);
          return;
        }
        // From here on Podman works on it, silently.
        limit.pause();
        controller.close();
      } catch (error) {
        failure = downloadError(error, url);
        controller.error(error);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { body, failure: () => failure };
}

/** The address as it may be shown: what stands in front of the host or behind the path may be a password or a signature. */
export function shownUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}

function tlsOptions(verify: boolean): { readonly rejectUnauthorized?: false; readonly ca?: string } {
  if (!verify) return { rejectUnauthorized: false };
  const given = process.env["SSL_CERT_FILE"] ?? "";
  const file = [...(given === "" ? [] : [given]), ...trustedCertificates].find((path) => existsSync(path));
  // Without such a file the runtime's own list holds.
  return file === undefined ? {} : { ca: readFileSync(file, "utf8") };
}

function statusError(status: number): DriverError {
  const recoverable = status >= 500 || status === 429;
  const advice = recoverable
    ? "try later"
    : status === 401 || status === 403
      ? "put the user's name and password into the URL: https://user:password@host/…"
      : "check the URL";
  const code = status === 404 ? "notFound" : "imageFailed";
  return new DriverError(code, `the server responded with status ${status}: ${advice}`, { recoverable });
}

/** In plain words, by the codes of Bun's fetch, whose own texts ask questions. */
const reasons: Readonly<Record<string, (server: string, host: string) => string>> = {
  ECONNREFUSED: (server) => `cannot connect to ${server}: connection refused`,
  ConnectionRefused: (server) => `cannot connect to ${server}: connection refused`,
  EHOSTUNREACH: (server) => `cannot connect to ${server}: no route to the host`,
  ENETUNREACH: (server) => `cannot connect to ${server}: the network is unreachable`,
  ETIMEDOUT: (server) => `cannot connect to ${server}: it did not respond in time`,
  Timeout: (server) => `cannot connect to ${server}: it did not respond in time`,
  ENOTFOUND: (_, host) => `cannot connect to ${host}: the node's name servers know no such host`,
  ECONNRESET: (server) => `the connection to ${server} broke off`,
  ConnectionClosed: (server) => `the connection to ${server} broke off`,
};

/** @param url that was asked for; the error names the one that it was redirected to */
function downloadError(cause: unknown, url: string): DriverError {
  const code = errorCode(cause);
  const certificate = /CERT|SSL|TLS|EPROTO|UNABLE_TO/.test(code);
  const advice = certificate
    ? "add the server's CA to the node's trusted certificates, or set tls_verify = false in the auth block"
    : "check that the server can be reached from the node";
  const asked = cause instanceof Error && "path" in cause && URL.canParse(String(cause.path)) ? String(cause.path) : url;
  const { hostname, port, protocol } = new URL(asked);
  const server = `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
  // A redirect may lead to an address with a signature, and the runtime names it.
  const hidden = () =>
    messageOf(cause).replace(/\bhttps?:\/\/\S+/gi, (text) => (URL.canParse(text) ? shownUrl(text) : "the URL"));
  const reason = reasons[code]?.(server, hostname) ?? hidden();
  return new DriverError("imageFailed", `${reason}: ${advice}`, { cause, recoverable: !certificate });
}
