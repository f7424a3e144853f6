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
 * @throws DriverError `imageFailed` that says what to do, recoverable where another try can help, without the URL
 */
export async function downloadArchive(
  { url, tlsVerify }: Download,
  limit: ActivityLimit,
  signal: AbortSignal,
): Promise<Downloading> {
  const tls = url.startsWith("https:") ? { tls: tlsOptions(tlsVerify) } : {};
  const response = await fetch(url, { signal, ...tls }).catch((error: unknown) => {
    throw downloadError(error);
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw statusError(response.status);
  }
  limit.active();
  return watched(response.body, limit);
}

function watched(source: ReadableStream<Uint8Array>, limit: ActivityLimit): Downloading {
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
        failure = downloadError(error);
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
  return new DriverError("imageFailed", `the server responded with status ${status}: ${advice}`, { recoverable });
}

function downloadError(cause: unknown): DriverError {
  const certificate = /CERT|SSL|TLS|EPROTO|UNABLE_TO/.test(errorCode(cause));
  const advice = certificate
    ? "add the server's CA to the node's trusted certificates, or set tls_verify = false in the auth block"
    : "check that the server can be reached from the node";
  // A redirect may lead to an address with a signature, and the runtime names it.
  const reason = messageOf(cause).replace(/\bhttps?:\/\/\S+/gi, (url) => (URL.canParse(url) ? shownUrl(url) : "the URL"));
  return new DriverError("imageFailed", `${reason}: ${advice}`, { cause, recoverable: !certificate });
}
