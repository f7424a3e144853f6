import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../lab/paths.ts";

/** The text of examples/jobs/NAME.nomad.hcl. */
export function exampleJob(name: string): string {
  return readFileSync(join(repository, "examples/jobs", `${name}.nomad.hcl`), "utf8");
}

/** A task of a test's job. */
export interface ShellTask {
  readonly name?: string;
  /** A script for /bin/sh; in the job file `$` and `%` followed by `{` are Nomad's. */
  readonly script: string;
  readonly driver?: "podman" | "docker";
  readonly image?: string;
  /** HCL in the task's config, beside image and command. */
  readonly config?: string | undefined;
  /** HCL in the task, beside driver, config and resources. */
  readonly more?: string | undefined;
  /** HCL of its memory. */
  readonly memory?: string;
}

/** HCL of a task that runs a shell script. */
export function taskText(task: ShellTask): string {
  const {
    name = "main",
    driver = "podman",
    image = "localhost/busybox:1",
    config = "",
    more = "",
    memory = "memory = 32",
  } = task;
  return `
    task "${name}" {
      driver = "${driver}"
      config {
        image   = "${image}"
        command = "/bin/sh"
        args    = ["-c", ${JSON.stringify(task.script)}]
        ${config}
      }
      ${more}
      resources {
        cpu = 20
        ${memory}
      }
    }`;
}

/** What a test's job consists of. */
export interface ShellJob {
  readonly name: string;
  readonly type?: "batch" | "service";
  /** A script for /bin/sh; in the job file `$` and `%` followed by `{` are Nomad's. */
  readonly script: string;
  /** HCL in the task, beside driver and config. */
  readonly task?: string;
  /** HCL in the task's config, beside image and command. */
  readonly config?: string;
}

/** HCL of a group whose tasks are neither restarted nor rescheduled. */
export const noRetries = 'restart {\n attempts = 0\n mode = "fail"\n}\nreschedule {\n attempts = 0\n unlimited = false\n}';

/** A job with one task `main` that runs a shell script, and that is neither restarted nor rescheduled. */
export function shellJob(job: ShellJob): string {
  return `
job "${job.name}" {
  type = "${job.type ?? "service"}"
  group "group" {
    ${noRetries}
    ${taskText({ script: job.script, config: job.config, more: job.task })}
  }
}
`;
}
