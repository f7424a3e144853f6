/** What Docker means by the name of an image. */
import { posix } from "node:path";
import { invalidOption } from "../../core/option-error.ts";
import type { OwnOptions } from "../own-options.ts";
import type { TaskOptions } from "./task-options/task-options.ts";

/** The name with its registry: `redis` is `docker.io/library/redis`. Ids and names of `localhost/` stay as they are. */
export function qualifiedImage(image: string): string {
  const name = image.replace(/^https:\/\//, "");
  if (/^(?:sha256:)?[0-9a-f]{64}$/.test(name)) return name;
  const slash = name.indexOf("/");
  if (slash === -1) return `docker.io/library/${name}`;
  // The distribution project's rule for what is a host.
  return /[.:]|^localhost$/.test(name.slice(0, slash)) ? name : `docker.io/${name}`;
}

/**
 * Sets the image, the archive that it is loaded from, and when it is pulled.
 *
 * @throws DriverError `invalidConfig` for a path of an archive outside the task's local directory
 */
export function setImage(own: OwnOptions, { image, load, force_pull }: TaskOptions): void {
  const name = qualifiedImage(image);
  if (load === undefined) {
    own.set("image", name, "image", image);
    own.set("force_pull", force_pull ? true : undefined);
    // As Docker's driver: the newest is wanted at each start.
    if (!force_pull && isLatest(name)) own.set("pull_policy", "always", "image", image);
    return;
  }
  const path = posix.join("local", load);
  if (!path.startsWith("local/")) throw invalidOption("load", load, "must be a path below the task's local directory");
  if (path.includes(":")) throw invalidOption("load", load, 'must be a path without ":"');
  own.set("image", `docker-archive:${path}:${name}`, "load", load);
}

function isLatest(name: string): boolean {
  if (name.startsWith("localhost/") || name.includes("@") || !name.includes("/")) return false;
  return /^[^:]*$|:latest$/.test(name.slice(name.indexOf("/")));
}

/** Of a registry on the node itself, as Docker's daemon knows it; names of `localhost/` are Podman's own images. */
const registryOnNode = /^(?:localhost:\d|127(?:\.\d{1,3}){3}[:/]|\[::1\][:/])/;

/** Sets the credentials. Docker takes plain HTTP of a registry on the node itself without being told. */
export function setAuth(own: OwnOptions, { auth, image, load }: TaskOptions): void {
  const { email: _, ...written } = auth ?? {};
  const onNode = load === undefined && registryOnNode.test(qualifiedImage(image));
  const all = { ...(onNode ? { tls_verify: false } : {}), ...present(written) };
  if (auth !== undefined || onNode) own.set("auth", all, auth === undefined ? "image" : "auth", auth ?? image);
}

function present(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
