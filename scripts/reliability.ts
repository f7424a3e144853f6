/** The text of docs/reliability.md: each promise with its test, its command and its last figures. scripts/docs.ts writes it. */
import { readFileSync } from "node:fs";
import type { HoursRun } from "../test/soak/hours.ts";
import type { SoakResult } from "../test/soak/run-fault.ts";
import { badInputSection, type FuzzRun } from "./bad-input.ts";
import { hoursSection } from "./hours.ts";

/** What `./scripts/soak --json` writes. */
interface SoakRun {
  readonly date: string;
  readonly tasks: number;
  /** Of the first run; each further one has the next. */
  readonly seed: number;
  /** Whole runs in a row, each with its rows. */
  readonly runs: readonly (readonly SoakResult[])[];
  /** The highest load average of a minute meanwhile. */
  readonly load?: number;
}

const introduction = `# Reliability

<!-- Generated from docs/reliability.json and docs/reliability-agent.json by scripts/reliability.ts: run \`./scripts/soak --json docs/reliability.json\`, \`./scripts/soak --agent --json docs/reliability-agent.json\`, then \`./scripts/generate\`. -->

What the driver survives, shown on running tasks. Each task writes numbered lines on both streams,
is sampled once a second, has a health check, and an exec session that stays open. After every round
of a fault:

- every task runs, was started once, and its stats and its exec session respond;
- no line is lost, torn or out of order; after a kill of the plugin whole lines may come twice; only
  a full disk below Podman's storage loses lines, because conmon drops what it cannot write;
- there is no container, conmon, FIFO holder, network, file descriptor or exec process besides those
  that the tasks need, and the password of the tasks' \`auth\` is in no process.

In the end every task has its own exit code and its last line, and neither the password nor a
variable of the tasks' environment is in the plugin's log or in an error; no file has the password.`;

const responses = `## Podman's responses

A proxy between the driver and real Podman breaks the response to each request in turn
(\`test/fakes/faults.ts\`): refused, closed before and after the request was carried out, no response,
an error status in Podman's words and in others', endless headers, an endless body, cut in the head,
in the body and in a chunk, broken JSON, another type, fields missing, fields of another version,
slow. A call succeeds, or fails in time in one line that names it. A slow response and unknown fields
change nothing. A task whose start failed leaves no container, also where Podman had carried the
request out.

| what | test | command |
| --- | --- | --- |
| each call of the client | [client-faults](../test/soak/client-faults.podman.test.ts) | \`./scripts/test ./test/soak/client-faults.podman.test.ts\` |
| each request of a task's life | [task-faults](../test/soak/task-faults.podman.test.ts) | \`./scripts/test ./test/soak/task-faults.podman.test.ts\` |`;

const node = `## The node

| what happens | promise | test | command | last run |
| --- | --- | --- | --- | --- |
| loss of power | a task that it ended is started again, never reported as done; the exit code of one that had ended before is the real one | [recover-power-loss](../test/driver/start/recover-power-loss.podman.test.ts) | \`./scripts/test ./test/driver/start/recover-power-loss.podman.test.ts\`, \`./scripts/matrix test --suites recovery podman VERSION\` | each \`./scripts/test\`; [compatibility.md](compatibility.md) |
| reboot of a machine, and then loss of its power, with running tasks of a Nomad agent | each task runs again, was started once, and its logs and \`alloc exec\` go on; no container, FIFO holder or position of an earlier boot is left | [reboot](../test/machine/reboot.test.ts) | \`./scripts/machine test ./test/machine/reboot.test.ts\` | 2026-11-22, Podman 5.4.2: held, three boots in 438 s |
| clock set an hour forward and two back | logs of every driver, stats, timeouts, health checks and exits go on, and no task ends | [clock](../test/machine/clock.test.ts) | \`./scripts/machine test ./test/machine/clock.test.ts\` | 2026-11-22, Podman 5.4.2: 6 tests held |
| clock set forward while Nomad recovers tasks | no container is swept that Nomad has yet to recover | [dangling-containers](../test/driver/garbage/dangling-containers.podman.test.ts) | \`./scripts/test ./test/driver/garbage/dangling-containers.podman.test.ts\` | each \`./scripts/test\` |`;

const agentIntroduction = `## Nomad's agent

The same tasks as jobs of a real agent, which keeps its state on disk. Their output is compared in
the files of \`alloc/logs\`, their samples are those that Nomad shows, their exec sessions those of
\`nomad alloc exec\`. While the agent is away another task ends by itself, whose exit code the next
agent must get. Nomad counts no restart, the containers stay the same processes, and Nomad's log
collectors, one a task, outlive the agent. In the end the agent is stopped: no process, mount,
socket or directory of the driver is left.`;

/** @param path of docs/reliability.json; the other runs lie beside it */
export function reliabilityPage(path: URL): string {
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, path), "utf8"));
  const sections = [
    introduction,
    faults(read("reliability.json") as SoakRun),
    agentFaults(read("reliability-agent.json") as SoakRun),
    node,
    hoursSection(read("hours.json") as HoursRun),
    responses,
    badInputSection(read("fuzz.json") as FuzzRun),
  ];
  return `${sections.join("\n\n")}\n`;
}

function faults(run: SoakRun): string {
  return `## Faults

\`./scripts/soak\` runs all of it, \`./scripts/soak --only "plugin killed"\` one row;
[soak.podman.test.ts](../test/soak/soak.podman.test.ts) is the short form in \`./scripts/test\`. "memory limit" and
"lifecycles" take long and are run alone, the latter with 5 tasks. ${table(run)}`;
}

function agentFaults(run: SoakRun): string {
  return `${agentIntroduction}

\`./scripts/soak --agent\` runs it, \`./scripts/soak --agent --only "agent killed"\` one row;
[agent-faults.test.ts](../test/e2e/agent-faults.test.ts) is the short form in \`./scripts/test\`. ${table(run)}`;
}

function table({ date, tasks, seed, runs, load }: SoakRun): string {
  const names = [...new Set(runs.flat().map(({ name }) => name))];
  const rows = names.map((name) => {
    const ofName = runs.flat().filter((result) => result.name === name);
    const sum = (key: "rounds" | "seconds") => ofName.reduce((total, result) => total + result[key], 0);
    const [problem] = ofName.flatMap(({ problems }) => problems);
    const figures = ofName.flatMap((result) => result.figures ?? []).join("; then ");
    const outcome = `${problem === undefined ? "held" : `**broken**: ${problem}`}${figures === "" ? "" : `: ${figures}`}`;
    return `| ${name} | ${ofName[0]?.promise} | ${sum("rounds")} | ${sum("seconds")} | ${outcome} |`;
  });
  const times = runs.length === 1 ? `seed ${seed}` : `${runs.length} runs in a row, from seed ${seed} on`;
  const others = load === undefined ? "" : ` (load average up to ${load})`;
  return `The last
run: ${date}, ${tasks} tasks, ${times}, on two cores that others used as well${others}.

| name | promise | rounds | seconds | last run |
| --- | --- | --- | --- | --- |
${rows.join("\n")}`;
}
