/** The most output of a program that is read, in bytes; one that writes more is killed. */
export const largestOutput = 1024 * 1024;

/** How a program ended. */
export interface ProgramResult {
  readonly output: string;
  /** What it wrote on its stderr, where that was asked for. */
  readonly errors: string;
  readonly code: number;
}

/**
 * Runs a program in a process group of its own, so that its children, which may hold its output open, end with it.
 *
 * @param stderr is dropped unless it is asked for
 * @throws what starting it does
 */
export async function runProgram(
  command: string[],
  input: string,
  signal: AbortSignal,
  stderr: "ignore" | "pipe" = "ignore",
): Promise<ProgramResult> {
  signal.throwIfAborted();
  const child = Bun.spawn(command, {
    stdin: Buffer.from(input),
    stdout: "pipe",
    stderr,
    env: process.env,
    maxBuffer: largestOutput,
    detached: true,
  });
  const end = () => {
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  signal.addEventListener("abort", end, { once: true });
  try {
    const errors = child.stderr === undefined ? "" : new Response(child.stderr).text();
    const [output, said, code] = await Promise.all([new Response(child.stdout).text(), errors, child.exited]);
    return { output, errors: said, code };
  } finally {
    signal.removeEventListener("abort", end);
  }
}
