/** `--validate FILE`: what this driver would say of a job before Nomad places it. */

import { isInterpolated } from "../config/problem.ts";
import { taskProblemsBeforeInterpolation, validatePluginOptions, validateTaskOptions } from "../config/validate.ts";
import { taskWarnings } from "../config/warnings.ts";
import { isDriverError } from "../core/errors.ts";
import { driverName } from "../core/names.ts";
import { type JobTask, readJobFile } from "./job-file.ts";
import { trialTranslation } from "./trial-translation.ts";

/** Something that the driver finds in a job. */
export interface Finding {
  readonly severity: "error" | "warning";
  /** `job.group["g"].task["t"].config`, followed by the option where one is at fault. */
  readonly path: string;
  /** One line for the operator. */
  readonly message: string;
}

/**
 * Everything that the driver would refuse or warn of in the tasks of a job that use it, without a Podman. Values with
 * interpolations (`${…}`) are not judged: only the node knows them.
 *
 * @param text the JSON that `nomad job run -output` prints
 * @throws DriverError `invalidRequest` when the text is not the JSON of a job.
 */
export function validateJobFile(text: string): readonly Finding[] {
  const tasks = readJobFile(text).filter(({ driver }) => driver === driverName);
  if (tasks.length === 0) {
    return [{ severity: "warning", path: "job", message: `no task of the job has driver = "${driverName}"` }];
  }
  return tasks.flatMap(taskFindings);
}

function taskFindings(task: JobTask): readonly Finding[] {
  const path = `job.group["${task.group}"].task["${task.name}"].config`;
  const config = task.config ?? {};
  const warnings = taskWarnings(config).map((message): Finding => ({ severity: "warning", path, message }));
  const problems = taskProblemsBeforeInterpolation(config);
  if (problems.length === 0) return [...warnings, ...translationFindings(task, path)];
  return [
    ...warnings,
    ...problems.map(({ option, message }): Finding => ({ severity: "error", path: `${path}.${option}`, message })),
  ];
}

/** What comes to light only when the task is translated: the forms of mounts, limits, ports and so on. */
function translationFindings(task: JobTask, path: string): readonly Finding[] {
  try {
    const plugin = validatePluginOptions({});
    const warnings = trialTranslation(task, validateTaskOptions(withoutInterpolations(task.config), plugin), plugin);
    return warnings.map((message): Finding => ({ severity: "warning", path, message }));
  } catch (error) {
    if (!isDriverError(error)) throw error;
    return [{ severity: "error", path, message: error.message }];
  }
}

/** The options that can be judged already; an image that cannot is replaced by one that can, since there must be one. */
function withoutInterpolations(config: unknown): unknown {
  const entries = Object.entries(config ?? {}).filter(([, value]) => !isInterpolated(value));
  return { image: "image", ...Object.fromEntries(entries) };
}

/** The findings as lines, errors first. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return [...errors, ...warnings].map(({ severity, path, message }) => `${severity}: ${path}: ${message}`);
}

/** 0 when nothing is an error, 1 otherwise. */
export function validationExitCode(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}
