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
