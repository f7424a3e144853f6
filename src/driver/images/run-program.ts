/** The most output of a program that is read, in bytes; one that writes more is killed. */
export const largestOutput = 1024 * 1024;

/**
 * Runs a program in a process group of its own, so that its children, which may hold its output open, end with it. Its stderr is
 * dropped.
 *
 * @throws what starting it does
 */
export async function runProgram(
  command: string[],
  input: string,
  signal: AbortSignal,
): Promise<{ readonly output: string; readonly code: number }> {
  signal.throwIfAborted();
  const child = Bun.spawn(command, {
    stdin: Buffer.from(input),
    stdout: "pipe",
    stderr: "ignore",
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
    const [output, code] = await Promise.all([new Response(child.stdout).text(), child.exited]);
    return { output, code };
  } finally {
    signal.removeEventListener("abort", end);
  }
}
