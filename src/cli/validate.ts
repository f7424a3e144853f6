/** `--validate FILE`: what this driver would say of a job before Nomad places it. */

import { isRecord } from "../config/checks/values.ts";
import { isInterpolated, type Problem } from "../config/table/problem.ts";
import {
  invalidTask,
  taskProblemsBeforeInterpolation,
  validatePluginOptions,
  validateTaskOptions,
} from "../config/validate.ts";
import { taskWarnings } from "../config/warnings.ts";
import { isDriverError } from "../core/errors.ts";
import { podmanDriverName } from "../core/names.ts";
import { boundedLine, optionMessage } from "../core/option-error.ts";
import { parseSignal } from "../core/signals.ts";
import type { Dialect, OwnTask } from "../dialects/api.ts";
import { parseImage } from "../translate/images/image-ref.ts";
import { type Body, everyFault, inWhole, withoutProblems } from "./every-fault.ts";
import { type JobTask, readJobFile } from "./job-file.ts";
import { hasOwnNetwork, isolation, pretendedResources, trialTranslation } from "./trial-translation.ts";

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
export function validateJobFile(text: string, dialect: Dialect): readonly Finding[] {
  const tasks = readJobFile(text).filter(({ driver }) => driver === dialect.name);
  if (tasks.length === 0) {
    return [{ severity: "warning", path: "job", message: `no task of the job has driver = "${dialect.name}"` }];
  }
  const findings = tasks
    .flatMap((task) => (dialect.name === podmanDriverName ? taskFindings(task) : translatedFindings(task, dialect)))
    .map((each) => ({ ...each, path: boundedLine(each.path), message: boundedLine(each.message) }));
  // The dialect and our own options can warn of the same.
  return [...new Map(findings.map((each) => [`${each.path}\n${each.message}`, each])).values()];
}

/** What is wrong with a task of another dialect: in its own options, and then in what they are translated to. */
function translatedFindings(task: JobTask, dialect: Dialect): readonly Finding[] {
  const path = configPath(task);
  const config = isRecord(task.config) ? task.config : {};
  const problems = dialect.problems(task.config ?? {});
  const errors = problems.map(({ message }): Finding => ({ severity: "error", path, message }));
  const sound = withoutInterpolations(withoutProblems(config, problems, dialect.taskTable));
  const context = {
    name: task.name,
    user: task.user,
    env: {},
    deviceEnv: {},
    resources: pretendedResources(task),
    mounts: [],
    networkIsolation: isolation(task.network.mode),
    dns: undefined,
  };
  let translated: OwnTask | undefined;
  const forbidden = new Set<string>();
  const faults = everyFault(sound, (config) => {
    try {
      translated = dialect.ownTask({ image: "image", ...config }, context);
      return undefined;
    } catch (error) {
      if (!isDriverError(error)) throw error;
      // Of options that contradict each other, which are looked for once each is sound by itself.
      const message = error.message.replace(`${invalidTask}: `, "");
      if (error.code === "notAllowed") forbidden.add(message);
      return message;
    }
  });
  const further = faults
    .filter((message) => !problems.some((known) => message.includes(known.message)))
    .map((message): Finding => {
      // Which node the task will be on, and what is allowed there, is not known here.
      const open = message.replace("not allowed on this node", "not allowed by default");
      return forbidden.has(message) ? { severity: "warning", path, message: open } : { severity: "error", path, message };
    });
  if (translated === undefined) return [...errors, ...further];
  const { body, user, warnings, reworded, networkIsolation, resources } = translated;
  const network = networkIsolation === undefined ? { ...task.network, mode: "" } : task.network;
  const { memoryMb, memoryMaxMb } = resources;
  const translatedTask = { ...task, user, network, config: body, resources: { ...task.resources, memoryMb, memoryMaxMb } };
  const own = taskFindings(translatedTask).map((each) => ({
    ...each,
    message: reworded(each.message),
  }));
  // What is wrong was left out, which may be what a warning misses.
  const shown = problems.length > 0 ? [] : warnings;
  return [...errors, ...further, ...shown.map((message): Finding => ({ severity: "warning", path, message })), ...own];
}

function configPath(task: JobTask): string {
  return `job.group["${task.group}"].task["${task.name}"].config`;
}

function taskFindings(task: JobTask): readonly Finding[] {
  const path = configPath(task);
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
function joinFaults({ name, driver, groupTasks, network }: JobTask, config: Body): readonly string[] {
  const others = groupTasks.filter((each) => each.name !== name);
  const ours = others.filter((each) => each.driver === driver).map((each) => `task:${each.name}`);
  // In a group with a network of its own network_mode has no effect, which is a warning.
  const options = joiningOptions.filter((option) => option !== "network_mode" || !hasOwnNetwork(network.mode));
  return options.flatMap((option) => {
    const asked = config[option];
    if (typeof asked !== "string" || !/^task:./.test(asked) || ours.includes(asked) || asked === `task:${name}`) return [];
    const other = others.find((each) => asked === `task:${each.name}`);
    const why = other === undefined ? "the group has no such task" : `that task's driver is "${other.driver}", not "${driver}"`;
    const advice =
      ours.length === 0
        ? `it has no other ${driver} task to join`
        : `write one of ${ours.map((each) => `"${each}"`).join(", ")}`;
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
  const further = taskProblemsBeforeInterpolation({ ...someRoot(config), ...rest }).map((each) =>
    inWhole(each, config, problems),
  );
  return [...problems, ...further.filter(({ message }) => !problems.some((known) => known.message === message))];
}

/** What comes to light only when the task is translated: the forms of mounts, limits, ports and so on. */
function translationFaults(task: JobTask, body: Body) {
  const plugin = validatePluginOptions({});
  let warnings: readonly string[] = [];
  const faults = everyFault(body, (config) => {
    try {
      const options = validateTaskOptions({ ...someRoot(isRecord(task.config) ? task.config : {}), ...config }, plugin);
      if (options.image !== undefined) parseImage(options.image, `/allocation/${task.name}`);
      warnings = trialTranslation({ ...task, config }, options, plugin);
      return undefined;
    } catch (error) {
      if (!isDriverError(error)) throw error;
      return error.message;
    }
  });
  return { faults, warnings };
}

/** Stands for an image or a directory that cannot be judged, since there must be one of them. */
function someRoot({ rootfs, image }: Body): Body {
  return rootfs === undefined || image !== undefined ? { image: "image" } : { rootfs: "/directory" };
}

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
