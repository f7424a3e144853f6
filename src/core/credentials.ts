/** `sha256:…` behind the `@` of an image reference. */
const digest = /^@(?:sha\d+:|[a-z0-9+._-]+:[0-9a-f]{32,})/i;

/**
 * The text with a URL's user and password replaced by `…`. A password may hold anything, also what does not belong into a
 * URL, so all between the scheme and the last `@` goes.
 */
export function withoutCredentials(text: string): string {
  const scheme = text.indexOf("://");
  const from = text.startsWith("//") ? 2 : scheme < 0 ? text.length : scheme + 3;
  const host = lastAt(text);
  return host < from ? text : `${text.slice(0, from)}…${text.slice(host)}`;
}

/** As {@link withoutCredentials}, for the name of an image or archive, which needs no scheme and may be signed behind a `?`. */
export function shownReference(text: string): string {
  if (text.includes("//")) return withoutCredentials(text).replace(/\?.*/s, "?…");
  const host = lastAt(text);
  const hasPassword = host > 0 && text.slice(0, host - 1).includes(":") && !/^(docker|oci)-archive:/.test(text);
  return hasPassword ? `…${text.slice(host)}` : text;
}

/** Where the host begins: the last `@` that does not begin a digest, -1 without one. */
function lastAt(text: string): number {
  let at = text.lastIndexOf("@");
  while (at > 0 && digest.test(text.slice(at, at + 256))) at = text.lastIndexOf("@", at - 1);
  return at >= 0 && digest.test(text.slice(at, at + 256)) ? -1 : at;
}

/** Credentials for one registry; they go into a header and nowhere else. */
export interface RegistryCredentials {
  readonly username?: string;
  readonly password?: string;
  readonly identityToken?: string;
  /**
   * Host of the only registry that may see them. Undefined for those that a task itself brings for its image: whatever
   * registry Podman finds that image at is meant.
   */
  readonly registry?: string;
}
