import type { StepReport } from "./self-test/self-test.ts";

/** How the steps of a self-test are shown. */
export interface SelfTestPrinting {
  stdout(text: string): void;
  /** True when a person reads stdout: marks and colours. */
  readonly terminal: boolean;
  /** One JSON object instead of lines, once all is over. */
  readonly json: boolean;
  /** Aborted when the user has ended the test early. */
  readonly signal: AbortSignal;
}

/** Prints each step as it ends, and a last line that sums up. Resolves with the exit code: 0 only when all went well. */
export async function printSelfTest(steps: AsyncIterable<StepReport>, printing: SelfTestPrinting): Promise<0 | 1> {
  const paint = await painter(printing.terminal);
  const seen: StepReport[] = [];
  for await (const report of steps) {
    seen.push(report);
    if (!printing.json) printing.stdout(`${paint(report)}\n`);
  }
  const ok = seen.every((report) => report.ok);
  const milliseconds = seen.reduce((sum, report) => sum + report.milliseconds, 0);
  if (printing.json) printing.stdout(`${JSON.stringify({ ok, milliseconds, steps: seen }, null, 2)}\n`);
  else printing.stdout(`\n${verdict(ok, printing.signal)}: ${summary(seen)} in ${milliseconds} ms\n`);
  return ok ? 0 : 1;
}

function verdict(ok: boolean, { aborted }: AbortSignal): string {
  if (ok) return "Tasks run here";
  return aborted ? "Interrupted, so nothing is known of tasks here" : "Tasks do not run here";
}

function summary(seen: readonly StepReport[]): string {
  return `${seen.filter(({ ok }) => ok).length} of ${seen.length} steps passed`;
}

async function painter(terminal: boolean): Promise<(report: StepReport) => string> {
  const line = (mark: string, { step, milliseconds, message }: StepReport) =>
    `${mark} ${step.padEnd(11)} ${`${milliseconds} ms`.padStart(8)}  ${message}`;
  if (!terminal) return (report) => line(report.ok ? "ok    " : "FAILED", report);
  // Not consola as a whole: it uses import.meta, which the bytecode of an executable cannot have.
  const { colors } = await import("consola/utils");
  return (report) => line(report.ok ? colors.green("✔") : colors.red("✖"), report);
}
