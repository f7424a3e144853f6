import { DriverError, messageOf } from "../core/errors.ts";
import type { RegistryCredentials } from "../podman/api.ts";

/** How long a helper may take, in milliseconds. */
const patience = 30_000;

/** The longest answer that is read, in bytes; a helper that says more is ended. */
const longestAnswer = 1024 * 1024;

/** What Docker's helpers use as user name for an identity token. */
const tokenUser = "<token>";

/**
 * Asks `docker-credential-HELPER get`, with the server on its standard input. Undefined when it has none for the server. Its
 * output is never shown: it holds the password.
 *
 * @throws DriverError `unauthorized` when the helper cannot be run or fails
 */
export async function askCredentialHelper(
  helper: string,
  server: string,
  signal: AbortSignal,
): Promise<RegistryCredentials | undefined> {
  const program = `docker-credential-${helper}`;
  try {
    const child = Bun.spawn([program, "get"], {
      stdin: Buffer.from(server),
      stdout: "pipe",
      stderr: "ignore",
      env: process.env,
      maxBuffer: longestAnswer,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    });
    const [output, code] = await Promise.all([new Response(child.stdout).text(), child.exited]);
    if (code !== 0) {
      if (/credentials not found/i.test(output)) return undefined;
      throw new Error(`it ended with code ${code}`);
    }
    return parseAnswer(output);
  } catch (error) {
    throw new DriverError("unauthorized", `${program} gave no credentials for ${server}: ${messageOf(error)}`);
  }
}

function parseAnswer(output: string): RegistryCredentials {
  let answer: { readonly Username?: unknown; readonly Secret?: unknown } | null;
  try {
    answer = JSON.parse(output);
  } catch {
    throw new Error("its answer is not JSON");
  }
  const { Username: username, Secret: secret } = answer ?? {};
  if (typeof username !== "string" || typeof secret !== "string") throw new Error("its answer lacks Username or Secret");
  return username === tokenUser ? { identityToken: secret } : { username, password: secret };
}
