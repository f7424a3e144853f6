/** Credentials for one registry; they go into a header and nowhere else. */
export interface RegistryCredentials {
  readonly username?: string;
  readonly password?: string;
  readonly identityToken?: string;
}
