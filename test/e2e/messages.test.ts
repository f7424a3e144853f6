/** What the user of a job reads in `nomad alloc status`; test/driver/refused-*.test.ts has all the other messages. */

import { expect, test } from "bun:test";
import { fileLab } from "../lab/file-lab.ts";
import { busybox } from "../lab/images.ts";
import type { Allocation } from "../lab/nomad.ts";
import { shellJob } from "./job.ts";

const lab = await fileLab({ images: [busybox] });

const isDead = (allocation: Allocation) => allocation.TaskStates?.["main"]?.State === "dead";
const shell = /command = "\/bin\/sh"\n.*\n/;

interface Row {
  readonly name: string;
  readonly job: string;
  readonly lines: readonly string[];
}

const rows: readonly Row[] = [
  {
    name: "missing-program",
    job: shellJob({ name: "missing-program", script: "" }).replace(shell, 'command = "redis-servr --port 1 | tee log"\n'),
    lines: [
      'command = "redis-servr --port 1 ¦ tee log": image localhost/busybox:1 has no such program in $PATH: put arguments into args',
    ],
  },
  {
    name: "task-directory",
    job: shellJob({ name: "task-directory", script: "", config: 'volumes = ["local:/local"]' }),
    lines: ['volumes = "local:/local": /local is the task directory, which Nomad mounts there itself: choose another path'],
  },
  {
    name: "too-much-memory",
    job: shellJob({ name: "too-much-memory", script: "head -c 200m /dev/zero | tail -n 1; exit 9" }),
    lines: [
      "OOM killed: the task needs more memory than its limit of 32 MiB: raise resources.memory",
      'Exit Message: "OOM killed: the task needs more memory than its limit of 32 MiB: raise resources.memory"',
    ],
  },
  {
    name: "no-interpreter",
    job: shellJob({
      name: "no-interpreter",
      script: "",
      task: 'template {\n  data        = "echo"\n  destination = "local/run"\n  perms       = "755"\n}',
    }).replace(shell, 'command = "/local/run"\n'),
    lines: ['Exit Message: "\\"/local/run\\" could not be executed: it is no program of this node\'s architecture'],
  },
];

test.each(rows)("alloc status of $name shows the whole reason", async ({ name, job, lines }) => {
  await lab.nomad.submit(job);
  const { ID } = await lab.nomad.allocation(name, isDead);
  const status = (await lab.nomad.cli("alloc", "status", ID)).replaceAll(/\s+/g, " ");
  for (const line of lines) expect(status).toContain(line);
});

test("alloc exec of a missing program ends with 127 and one line that names it", async () => {
  await lab.nomad.submit(shellJob({ name: "exec", script: "sleep 300" }));
  const { ID } = await lab.nomad.allocation("exec", (each) => each.TaskStates?.["main"]?.State === "running");
  const { exitCode, stderr } = await lab.nomad.tryCli("alloc", "exec", "-i=false", "-t=false", ID, "nope");
  expect(exitCode).toBe(127);
  expect(stderr.trim().split("\n")).toEqual(['"nope" could not be executed: the container has no such program in $PATH']);
});

test("the agent's log has the requests to Podman at debug level, and none above", () => {
  const lines = lab.agent.log().split("\n");
  const requests = lines.filter((line) => line.includes("Podman request"));
  expect(requests.filter((line) => !line.includes("[DEBUG]"))).toEqual([]);
  const create = requests.find((line) => line.includes("path=/containers/create"));
  // go-plugin passes the fields on in no order.
  for (const field of ["method=POST", "status=201", "task_name=main"]) expect(create).toContain(field);
});
