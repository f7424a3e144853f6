import { readSmallFile } from "../../platform/small-file.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";
import { unstartedProgram } from "../../translate/refusals/refused-program.ts";

/** What the kernel's refusal fits into, with the time stamp of each line, in bytes. */
const longestRefusal = 4_096;
/** With what the OCI runtimes end when the kernel refuses the program: a container's start has succeeded by then. */
const codes: ReadonlySet<number> = new Set([1, 126, 127, 255]);

/**
 * Why a container that has ended never ran its program, where the runtime wrote that, and nothing else, into the container's
 * output; undefined for all others. Costs a read of a small file, for tasks that failed with one of a few codes.
 */
export function failedProgram({ state, log }: ContainerInspect): string | undefined {
  if (!codes.has(state.exitCode) || log.path === "") return undefined;
  const text = readSmallFile(log.path, longestRefusal) ?? "";
  if (text.length === longestRefusal) return undefined;
  const lines = text.split("\n").filter((line) => line !== "");
  const [line = ""] = lines;
  return lines.length === 1 ? unstartedProgram(line) : undefined;
}
