import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { SecretMount, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { filled } from "./filled.ts";

/**
 * Secrets of Podman's store, each as a file (below /run/secrets unless the target is absolute) or as a variable.
 *
 * @throws DriverError `invalidConfig`.
 */
export function secrets(blocks: TaskOptions["secrets"]): Pick<SpecGenerator, "secrets" | "secret_env"> {
  const files: SecretMount[] = [];
  const variables: Record<string, string> = {};
  for (const { name, target, env, mode } of blocks) {
    if (env === undefined) {
      const file = { Source: name, ...(target === undefined ? {} : { Target: target }), Mode: octal(mode ?? defaultMode) };
      checkSameMode(files, file, mode);
      files.push(file);
      continue;
    }
    variables[env] = name;
  }
  return filled<SpecGenerator>({ secrets: files, secret_env: variables });
}

/** Podman 4.3.1 gives all files of one secret the mode of the last one (docs/podman-quirks.md#secret-mode). */
function checkSameMode(files: readonly SecretMount[], { Source, Mode }: SecretMount, mode: string | undefined): void {
  if (files.every((other) => other.Source !== Source || other.Mode === Mode)) return;
  throw invalidOption(
    "secrets.mode",
    mode ?? defaultMode,
    `another block gives secret "${Source}" another mode, and Podman has one for all its files: write the same`,
  );
}

function octal(digits: string): number {
  return Number.parseInt(digits, 8);
}

/** That of `podman run --secret`; over the API an absent mode is 0, which nobody but root can read. */
const defaultMode = "0444";
