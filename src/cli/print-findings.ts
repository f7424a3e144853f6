import { type Finding, findingLines, placed } from "./validate.ts";

/** Prints what was found in a job: plain lines for programs, marks and colours on a terminal. */
export async function printFindings(
  findings: readonly Finding[],
  driverName: string,
  stdout: (text: string) => void,
  terminal: boolean,
): Promise<void> {
  const success = `the ${driverName} tasks of the job are valid`;
  if (!terminal) {
    for (const line of findings.length === 0 ? [success] : findingLines(findings)) stdout(`${line}\n`);
    return;
  }
  // Not consola as a whole: it uses import.meta, which the bytecode of an executable cannot have.
  const { colors } = await import("consola/utils");
  const marks = { error: colors.red("✖"), warning: colors.yellow("⚠") } as const;
  if (findings.length === 0) stdout(`${colors.green("✔")} ${success}\n`);
  for (const { severity, path, message } of findings) stdout(`${marks[severity]} ${placed(colors.bold(path), message)}\n`);
}
