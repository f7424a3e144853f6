import { patient } from "./patience.ts";

/** What a program printed and how it ended. */
export interface Finished {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run a program. */
export interface RunOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** Milliseconds until the program is killed, on a machine of its own (see {@link patient}); one minute when unset. */
  readonly timeout?: number;
}

/** Runs a program to its end; a non-zero exit code is an answer, not an error. */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = Bun.spawn([...command], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, ...options.env },
    stdin: options.stdin === undefined ? "ignore" : new TextEncoder().encode(options.stdin),
    stdout: "pipe",
    stderr: "pipe",
    timeout: patient(options.timeout ?? 60_000),
    killSignal: "SIGKILL",
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  return { exitCode, stdout, stderr };
}

/**
 * Runs a program that has to succeed, and answers its stdout.
 *
 * @throws Error with the command, its exit code and the end of what it printed
 */
export async function check(command: readonly string[], options: RunOptions = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command, options);
  if (exitCode !== 0) {
    throw new Error(`${command.join(" ")} ended with ${exitCode}: ${(stderr.trim() || stdout.trim()).slice(-2000)}`);
  }
  return stdout;
}
