import { dirname, isAbsolute, join, normalize } from "node:path";
import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { shownReference } from "../../core/credentials.ts";
import { DriverError } from "../../core/errors.ts";
import { invalidOption, optionMessage } from "../../core/option-error.ts";

/** Where the `image` option says that the image is. */
export type ImageSource = RegistryImage | ArchiveFile | ArchiveUrl;

/** A name that Podman resolves; short names go to Podman as written. */
export interface RegistryImage {
  readonly kind: "registry";
  /** The name without its transport. */
  readonly reference: string;
  /** Host (and port) of the registry, as credentials are looked up by it; undefined for a short name. */
  readonly registry: string | undefined;
  /** True for `localhost/…` and for an id: such an image is never pulled. */
  readonly localOnly: boolean;
}

/** A docker or OCI archive on the node. */
export interface ArchiveFile {
  readonly kind: "archive-file";
  /** Absolute. */
  readonly path: string;
  /** The image to take out of the archive when the option names one, else the first. */
  readonly reference: string | undefined;
}

/** A docker or OCI archive that is fetched and streamed to Podman. */
export interface ArchiveUrl {
  readonly kind: "archive-url";
  readonly url: string;
}

const archiveTransports = ["docker-archive:", "oci-archive:"] as const;
/** Transports of containers/image that name things on the node which the REST API cannot reach. */
const otherTransports = [
  "containers-storage:",
  "docker-daemon:",
  "dir:",
  "oci:",
  "ostree:",
  "sif:",
  "tarball:",
  "atomic:",
] as const;

const longestReference = 4096;
/** name[:tag][@digest], names in lower case but for the host: the grammar of the distribution project. */
const referenceForm =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?\/|\[[0-9a-fA-F:]+\](?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;
const imageId = /^(?:sha256:)?[0-9a-f]{64}$/;

/**
 * Reads the `image` option: `docker://` is the default transport, `docker-archive:` and `oci-archive:` take a path
 * (relative to the task directory), with `:reference` behind it, or an http(s) URL.
 *
 * @throws DriverError `invalidConfig` that names the value and what is allowed.
 */
export function parseImage(image: string, taskDirectory: string): ImageSource {
  if (image.length > longestReference) throw invalid(image, `it is longer than ${longestReference} characters`);
  for (const transport of archiveTransports) {
    if (image.startsWith(transport)) return parseArchive(image, image.slice(transport.length), taskDirectory);
  }
  const foreign = otherTransports.find((transport) => image.startsWith(transport));
  if (foreign !== undefined) throw invalid(image, `the transport "${foreign}" cannot be reached over Podman's API`);
  return parseRegistryImage(image);
}

function parseRegistryImage(image: string): RegistryImage {
  const reference = image.startsWith("docker://") ? image.slice("docker://".length) : image;
  if (reference.includes("://")) throw invalid(image, `its transport is not known`);
  if (/^sha256:[0-9a-f]{1,63}$/.test(reference)) {
    throw invalidOption("image", image, 'an ID behind "sha256:" has 64 digits: write all of them, or the first 12 alone');
  }
  if (!referenceForm.test(reference) && !imageId.test(reference)) throw notAReference(image, reference);
  const registry = registryHost(reference);
  return { kind: "registry", reference, registry, localOnly: registry === "localhost" || imageId.test(reference) };
}

/** The registry's host may have capitals, and so may a tag. */
function notAReference(image: string, reference: string): DriverError {
  const start = registryHost(reference) === undefined ? 0 : reference.indexOf("/") + 1;
  const [name = ""] = reference.slice(start).split(/[:@]/, 1);
  const lower = `${reference.slice(0, start)}${name.toLowerCase()}${reference.slice(start + name.length)}`;
  if (lower === reference || !referenceForm.test(lower)) return invalid(image, "it is not an image reference");
  return invalidOption("image", image, `a name must be in lower case: write "${lower}"`);
}

function parseArchive(image: string, rest: string, taskDirectory: string): ImageSource {
  if (isHttpUrl(rest)) {
    // Not the URL itself: in one that cannot be parsed, any part may be a password.
    if (!URL.canParse(rest)) throw invalid(`${image.slice(0, image.indexOf("//"))}//…`, "the URL cannot be read");
    return { kind: "archive-url", url: rest };
  }
  const colon = rest.indexOf(":");
  const path = colon === -1 ? rest : rest.slice(0, colon);
  const reference = colon === -1 ? "" : rest.slice(colon + 1);
  if (path === "") throw invalid(image, "the path of the archive is missing");
  const first = reference === "" || reference === "@0";
  if (/^@\d+$/.test(reference) && !first) throw invalid(image, "Podman's API takes images out of an archive by name only");
  if (!first && !referenceForm.test(reference)) {
    throw invalid(image, `"${shownReference(reference)}" behind the path is not an image reference`);
  }
  return {
    kind: "archive-file",
    path: archivePath("image", image, path, taskDirectory),
    reference: first ? undefined : reference,
  };
}

/** A path of an archive on the node; a relative one is in the task directory. @throws DriverError `invalidConfig` */
function archivePath(option: string, value: string, path: string, taskDirectory: string): string {
  const absolute = isAbsolute(path) ? normalize(path) : join(taskDirectory, path);
  if (isAbsolute(path) || absolute.startsWith(`${dirname(taskDirectory)}/`)) return absolute;
  throw invalidOption(
    option,
    value,
    "its path leads out of the allocation: write one in the task directory, or an absolute one",
  );
}

/** Where an archive is that an option names without a transport. @throws DriverError `invalidConfig` */
export function parseArchivePlace(option: string, place: string, taskDirectory: string): ArchiveFile | ArchiveUrl {
  if (isHttpUrl(place)) return { kind: "archive-url", url: place };
  return { kind: "archive-file", path: archivePath(option, place, place, taskDirectory), reference: undefined };
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/**
 * Host of the registry that a reference names, by the rule of the distribution project: what stands before the first
 * slash is a host when it has a dot or a colon or is `localhost`. Undefined for a short name.
 */
export function registryHost(reference: string): string | undefined {
  const slash = reference.indexOf("/");
  if (slash === -1) return undefined;
  const host = reference.slice(0, slash);
  return host === "localhost" || host.includes(".") || host.includes(":") ? host : undefined;
}

/** Why options about pulling have no effect on an image of this node: `localhost/` is no registry. */
export function localImageWarnings(
  options: Pick<TaskOptions, "image" | "auth" | "force_pull" | "pull_policy" | PlatformOption>,
): readonly string[] {
  if (registryHost(options.image ?? "") !== "localhost") return [];
  const { auth, pull_policy, force_pull } = options;
  const why = "has no effect: an image of localhost/ is never pulled, the one that is there is taken";
  return [
    ...(auth?.username !== undefined && auth.password !== undefined ? [optionMessage("auth", undefined, why)] : []),
    ...(force_pull ? [optionMessage("force_pull", true, why)] : []),
    ...(pull_policy === "always" || pull_policy === "newer" ? [optionMessage("pull_policy", pull_policy, why)] : []),
    ...platformOptions.flatMap((name) => (options[name] === undefined ? [] : [optionMessage(name, options[name], why)])),
  ];
}

const platformOptions = ["arch", "os", "variant"] as const;
type PlatformOption = (typeof platformOptions)[number];

/** When an image is pulled; the values of the `pull_policy` option. */
export type PullPolicy = "missing" | "always" | "never" | "newer";

/** What decides whether an image is pulled. */
export interface PullQuestion {
  readonly image: RegistryImage;
  readonly policy: PullPolicy;
  /** arch, os or variant is set: the name alone does not say whether the local image is the right one. */
  readonly platformSet: boolean;
  /** Whether Podman has an image of that name. */
  readonly present: boolean;
}

/**
 * Whether to pull, and with which policy for Podman; undefined when the local image is taken.
 *
 * @throws DriverError `imageFailed` when the image is not there and must not be pulled.
 */
export function pullDecision(question: PullQuestion): Exclude<PullPolicy, "never"> | undefined {
  const { image, policy, platformSet, present } = question;
  if (image.localOnly || policy === "never") {
    if (present) return undefined;
    throw new DriverError(
      "imageFailed",
      optionMessage("image", image.reference, `not on this node, and ${whyNotPulled(image)}`),
    );
  }
  if (policy === "always" || policy === "newer") return policy;
  if (!present) return "missing";
  return platformSet ? "always" : undefined;
}

function whyNotPulled({ reference, localOnly }: RegistryImage): string {
  if (!localOnly) return 'pull_policy is "never": pull it there (podman pull), or set another pull_policy';
  if (imageId.test(reference)) return "nothing can be pulled by its id: write the image's name, or name@sha256:… to pin it";
  return "an image of localhost/ is never pulled: make it there (podman build, podman load), or name a registry";
}

function invalid(image: string, why: string): DriverError {
  const forms = '"docker.io/library/redis:7", "docker-archive:local/image.tar" or "oci-archive:https://host/image.tar"';
  return invalidOption("image", image, `${why}: write a name such as ${forms}`);
}
