import type { RegistryCredentials } from "../../core/credentials.ts";

/** What Docker's helpers use as user name for an identity token. */
const tokenUser = "<token>";

/**
 * The credentials in what `docker-credential-HELPER get` printed. Undefined when it names neither user nor secret, as some
 * helpers say that they have none.
 *
 * @throws Error without any of the output, which holds the password
 */
export function helperCredentials(output: string): RegistryCredentials | undefined {
  let answer: { readonly Username?: unknown; readonly Secret?: unknown } | null;
  try {
    answer = JSON.parse(output);
  } catch {
    throw new Error("its output is not JSON");
  }
  const { Username: username, Secret: secret } = answer ?? {};
  if (typeof username !== "string" || typeof secret !== "string") throw new Error("its output lacks Username or Secret");
  if (username === "" && secret === "") return undefined;
  return username === tokenUser ? { identityToken: secret } : { username, password: secret };
}
