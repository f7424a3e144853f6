import { DriverError, isDriverError, messageOf } from "../../core/errors.ts";
import { repositoryOf } from "../../translate/images/auth-file.ts";
import { registryHost } from "../../translate/images/image-ref.ts";

/** One way in which pulls fail. */
interface Failure {
  /** What Podman says then. */
  readonly words: RegExp;
  /** Whether another try may help; false when absent. */
  readonly recoverable?: true;
  readonly unauthorized?: true;
  /** What to do. */
  readonly advice: (host: string) => string;
}

/** The first match counts: an overloaded registry may add the words of any other failure. */
const failures: readonly Failure[] = [
  {
    words: /toomanyrequests|too many requests|\b429\b/i,
    recoverable: true,
    advice: () => "the registry limits pulls: try later, or log in with an auth block",
  },
  {
    words: /\b50\d\b/,
    recoverable: true,
    advice: (host) => `the fault is the registry's: check ${host}, or try later`,
  },
  {
    words: /x509|certificate|tls: /i,
    advice: (host) =>
      `put the registry's CA into /etc/containers/certs.d/${host}/ca.crt on the node, or set tls_verify = false in the auth block`,
  },
  {
    words: /server gave HTTP response to HTTPS client/,
    advice: () => "the registry speaks plain HTTP: set tls_verify = false in the auth block to allow that",
  },
  {
    words: /no image found in (manifest list|manifest|image index)|no matching manifest/i,
    advice: () => "the registry has the image for other platforms only: correct arch, os and variant",
  },
  {
    words: /short-name/,
    advice: () =>
      "write the registry in front, such as docker.io/library/NAME, or set unqualified-search-registries in the node's registries.conf",
  },
  {
    words:
      /unauthorized|authentication required|(?<!: permission )denied|incorrect username or password|invalid username\/password|\b40[13]\b/i,
    unauthorized: true,
    advice: () => "check the task's auth block and the plugin's, and that the image's name is right",
  },
  {
    words: /no such host|server misbehaving|name resolution|no DNS servers/i,
    recoverable: true,
    advice: () => "check the registry's name in the image, and the node's name servers",
  },
  {
    words: /manifest unknown|name unknown|not found|\b404\b|manifest invalid|invalid reference|no such image/i,
    advice: () => "check the image's name and tag",
  },
  {
    words: /connection refused|no route to host|network is unreachable|i\/o timeout|deadline exceeded|connection reset|EOF/i,
    recoverable: true,
    advice: (host) => `check that ${host} can be reached from the node`,
  },
  {
    words: /does not match expected|digest (mismatch|did not match)/i,
    recoverable: true,
    advice: () => "what came is not what the registry promised: try again, or push the image again",
  },
  {
    words: /no space left/i,
    recoverable: true,
    advice: () => `free space in Podman's storage ("podman system df")`,
  },
  { words: /unsupported/i, advice: () => "this Podman cannot use the image: make another, or update Podman" },
];

const unknownFailure: Pick<Failure, "recoverable" | "unauthorized" | "advice"> = {
  recoverable: true,
  advice: () => "see the log of the Podman service",
};

/** The beginning of an id, as `podman images` shows it: it is also a name that a registry could have. */
const looksLikeId = /^[0-9a-f]{12,63}$/;
const notById =
  "it looks like an image ID, but no image on this node has it, and nothing can be pulled by an ID: write the image's name, or name@sha256:… to pin it";

/** How every message of a failed pull begins. */
export function pullFailed(reference: string): string {
  return `image "${reference}" could not be pulled`;
}

/**
 * The error for a pull that failed. Podman gives the reason in words only; the client passes them on as they are.
 *
 * @param limit which bound ended the pull, undefined for none
 */
export function pullError(reference: string, limit: string | undefined, cause: unknown): DriverError {
  const text = pullFailed(reference);
  if (limit !== undefined) return new DriverError("imageFailed", `${text}: ${limit}`, { cause, recoverable: true });
  if (isDriverError(cause, "podmanUnreachable")) return cause;
  const reason = messageOf(cause);
  const said = withoutNames(reason, reference);
  const { recoverable, unauthorized, advice } = failures.find(({ words }) => words.test(said)) ?? unknownFailure;
  const host = registryHost(reference) ?? "the registry";
  const full = looksLikeId.test(reference) ? `${text}: ${notById} (${reason})` : `${text}: ${reason}; ${advice(host)}`;
  return new DriverError(unauthorized ? "unauthorized" : "imageFailed", full, { cause, recoverable: recoverable ?? false });
}

/** An image called `app:500` fails like any other. */
function withoutNames(reason: string, reference: string): string {
  const name = repositoryOf(reference);
  return [reference, name, registryHost(reference) ?? ""]
    .filter((part) => part !== "")
    .reduce((text, part) => text.replaceAll(part, ""), reason.replace(/reading manifest \S+ in \S+/g, ""))
    .replace(/(docker|https?):\/\/\S*/g, "");
}
