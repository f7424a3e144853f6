import type { RegistryCredentials } from "../../core/credentials.ts";
import { DriverError, messageOf } from "../../core/errors.ts";
import { largestOutput, runProgram } from "../../platform/run-program.ts";
import { timeoutSignal } from "../../platform/timers.ts";
import { helperCredentials } from "../../translate/images/helper-output.ts";

/** How long a helper may take, in milliseconds. */
const helperTimeout = 30_000;

/**
 * Asks `docker-credential-HELPER get`, with the server on its standard input. Undefined when it has none. Its output is never
 * shown: it holds the password.
 *
 * @param servers names that the registry may have there, asked in turn
 * @param limit how long all of it may take, in milliseconds
 * @throws DriverError `unauthorized` when the helper cannot be run, takes too long, or fails for each of the names; `cancelled`
 */
export async function askCredentialHelper(
  helper: string,
  servers: readonly string[],
  signal: AbortSignal,
  limit: number = helperTimeout,
): Promise<RegistryCredentials | undefined> {
  const program = `docker-credential-${helper}`;
  const timeout = timeoutSignal(limit);
  let failure: DriverError | undefined;
  let failures = 0;
  for (const server of servers) {
    try {
      const found = await ask([program, "get"], server, AbortSignal.any([signal, timeout]));
      if (found !== undefined) return found;
    } catch (error) {
      if (signal.aborted) throw new DriverError("cancelled", `asking ${program} was cancelled`);
      const reason = timeout.aborted ? `it did not end within ${limit / 1000} s` : messageOf(error);
      const advice = `run "${program} get" on the node and type ${server}`;
      failure ??= new DriverError("unauthorized", `${program} gave no credentials for ${server}: ${reason}; ${advice}`);
      if (timeout.aborted) throw failure;
      failures += 1;
    }
  }
  if (failure !== undefined && failures === servers.length) throw failure;
  return undefined;
}

async function ask(command: string[], server: string, signal: AbortSignal): Promise<RegistryCredentials | undefined> {
  const { output, code } = await runProgram(command, server, signal);
  if (code === 0) return helperCredentials(output);
  if (/credentials not found/i.test(output)) return undefined;
  throw new Error(output.length >= largestOutput ? "its output is too long" : `it ended with code ${code}`);
}
