import type { RegistryCredentials } from "../../core/credentials.ts";

/**
 * Credentials as Podman takes them: JSON in base64url with padding, Docker's field names. Those for one registry go as a
 * map by its host: Podman sends a bare pair to every registry that it tries for a short name
 * (test/driver/images/short-names.podman.test.ts).
 */
export function registryHeaders(credentials: RegistryCredentials | undefined): Readonly<Record<string, string>> {
  if (credentials === undefined) return {};
  const { registry, username, password, identityToken } = credentials;
  const pair = { username, password, identitytoken: identityToken };
  // Podman drops identity tokens from such a map, so the caller binds a token by the host in the image's name.
  const json = JSON.stringify(registry === undefined || identityToken !== undefined ? pair : { [registry]: pair });
  return { "X-Registry-Auth": Buffer.from(json).toString("base64").replaceAll("+", "-").replaceAll("/", "_") };
}
