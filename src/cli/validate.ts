/** `--validate FILE`: what this driver would say of a job before Nomad places it. */

import { isRecord } from "../config/checks/values.ts";
import { isInterpolated, type Problem } from "../config/table/problem.ts";
import { taskProblemsBeforeInterpolation, validatePluginOptions, validateTaskOptions } from "../config/validate.ts";
import { taskWarnings } from "../config/warnings.ts";
import { isDriverError } from "../core/errors.ts";
import { driverName } from "../core/names.ts";
import { optionMessage } from "../core/option-error.ts";
import { parseSignal } from "../core/signals.ts";
import { parseImage } from "../translate/images/image-ref.ts";
import { type Body, everyFault, inWhole, withoutProblems } from "./every-fault.ts";
import { type JobTask, readJobFile } from "./job-file.ts";
import { hasOwnNetwork, trialTranslation } from "./trial-translation.ts";

/** Something that the driver finds in a job. */
export interface Finding {
  readonly severity: "error" | "warning";
  /** `job.group["g"].task["t"].config`. */
  readonly path: string;
  /** One line for the operator, which begins with the option where one is at fault. */
  readonly message: string;
}

/**
 * Everything that the driver would reject or warn of in the tasks of a job that use it, without a Podman. Values with
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
  const config = isRecord(task.config) ? task.config : {};
  const problems = everyProblem(task.config ?? {}, config);
  const sound = withoutInterpolations(withoutProblems(config, problems));
  const { faults, warnings } = translationFaults(task, sound);
  const messages = [...new Set([...problems.map(({ message }) => message), ...faults])];
  return [
    ...killSignalFindings(task, path.replace(/\.config$/, "")),
    ...[...taskWarnings(config), ...warnings].map((message): Finding => ({ severity: "warning", path, message })),
    ...[...messages, ...joinFaults(task, sound)].map((message): Finding => ({ severity: "error", path, message })),
  ];
}

const joiningOptions = ["network_mode", "ipc_mode", "pid_mode", "uts_mode", "cgroupns"] as const;

/** Tasks to join that the group does not have: on the node a task would wait for them, and fail. */
function joinFaults({ name, groupTasks, network }: JobTask, config: Body): readonly string[] {
  const others = groupTasks.filter((each) => each.name !== name);
  const ours = others.filter(({ driver }) => driver === driverName).map((each) => `task:${each.name}`);
  // In a group with a network of its own network_mode has no effect, which is a warning.
  const options = joiningOptions.filter((option) => option !== "network_mode" || !hasOwnNetwork(network.mode));
  return options.flatMap((option) => {
    const asked = config[option];
    if (typeof asked !== "string" || !/^task:./.test(asked) || ours.includes(asked) || asked === `task:${name}`) return [];
    const other = others.find((each) => asked === `task:${each.name}`);
    const why =
      other === undefined ? "the group has no such task" : `that task's driver is "${other.driver}", not "${driverName}"`;
    const advice =
      ours.length === 0 ? "it has no other podman task to join" : `write one of ${ours.map((each) => `"${each}"`).join(", ")}`;
    return [optionMessage(option, asked, `${why}: ${advice}`)];
  });
}

/** Nomad itself only looks for a node that has such a signal, and finds none. */
function killSignalFindings({ killSignal }: JobTask, path: string): readonly Finding[] {
  if (killSignal === "" || isInterpolated(killSignal)) return [];
  try {
    parseSignal(killSignal);
    return [];
  } catch (error) {
    const message = optionMessage("kill_signal", killSignal, "no such signal: write a name such as SIGTERM");
    if (isDriverError(error)) return [{ severity: "error", path, message }];
    throw error;
  }
}

/** What is wrong with single options, and then with those that are left together. */
function everyProblem(whole: unknown, config: Body): readonly Problem[] {
  const problems = taskProblemsBeforeInterpolation(whole);
  const rest = withoutProblems(config, problems);
  const further = taskProblemsBeforeInterpolation({ ...someImage, ...rest }).map((each) => inWhole(each, config, problems));
  return [...problems, ...further.filter(({ message }) => !problems.some((known) => known.message === message))];
}

/** What comes to light only when the task is translated: the forms of mounts, limits, ports and so on. */
function translationFaults(task: JobTask, body: Body) {
  const plugin = validatePluginOptions({});
  let warnings: readonly string[] = [];
  const faults = everyFault(body, (config) => {
    try {
      const options = validateTaskOptions({ ...someImage, ...config }, plugin);
      parseImage(options.image, `/allocation/${task.name}`);
      warnings = trialTranslation({ ...task, config }, options, plugin);
      return undefined;
    } catch (error) {
      if (!isDriverError(error)) throw error;
      return error.message;
    }
  });
  return { faults, warnings };
}

/** Stands for an image that cannot be judged, since there must be one. */
const someImage = { image: "image" } as const;

/** The options that can be judged already. */
function withoutInterpolations(config: Body): Body {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => !isInterpolated(value)));
}

/** The findings as lines, errors first. */
export function findingLines(findings: readonly Finding[]): readonly string[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  const warnings = findings.filter(({ severity }) => severity === "warning");
  return [...errors, ...warnings].map(({ severity, path, message }) => `${severity}: ${placed(path, message)}`);
}

/** The path with the message: one that begins with an option goes on from there. */
export function placed(path: string, message: string): string {
  const named = /^[a-z0-9_]{1,40}(?:\[\d+\])?(?:\.[\w.[\]]{1,200})?(?: = |: )/.test(message);
  return named ? `${path}.${message}` : `${path}: ${message}`;
}

/** 0 when nothing is an error, 1 otherwise. */
export function validationExitCode(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ severity }) => severity === "error") ? 1 : 0;
}
