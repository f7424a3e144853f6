import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDriverError } from "../../../src/core/errors.ts";
import type { TaskConfig } from "../../../src/core/task-config.ts";
import type { Driver } from "../../../src/driver/api.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import { isAtLeast } from "../../../src/translate/input/version.ts";
import { badTaskValues } from "../../config/bad-values.ts";
import { bodyWith } from "../../config/hcl-values.ts";
import { answers } from "../../fakes/fake-answers.ts";
import { fakePodman } from "../../fakes/fake-podman.ts";
import { forFile } from "../../lab/for-file.ts";
import { nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));

async function refusal(driver: Driver, config: TaskConfig): Promise<string> {
  try {
    await driver.startTask(config, never);
  } catch (error) {
    if (isDriverError(error, "invalidConfig")) return error.message;
    throw error;
  }
  await driver.destroyTask(config.id, true);
  throw new Error("it was started");
}

interface Row {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly task?: Partial<TaskConfig>;
  /** Option and value as the message has them. */
  readonly named: string;
  readonly allowed: string;
  readonly unless?: boolean;
}

const mayRaiseLimits =
  (BigInt(`0x${/^CapEff:\s*(\w+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0"}`) >> 24n) & 1n;
const journal = existsSync("/run/systemd/journal/socket");
const client = createPodmanClient({ socketPath: `unix://${podman.socketPath}`, requestTimeoutMilliseconds: 30_000 });
forFile({ [Symbol.asyncDispose]: async () => client.close() });
const { version } = await client.system.ping();
/** Podman 4.3.1 refuses to log to a journal that is not there; 4.4.4 and all later ones start the container. */
const ignoresJournal = isAtLeast(version, "4.4.0");

/** What only the node, the image or the kernel can refuse: Podman does, and the driver says which option that was. */
const rows: readonly Row[] = [
  { options: { devices: ["/dev/nope:/dev/x"] }, named: 'devices = "/dev/nope:/dev/x"', allowed: "must exist on the node" },
  { options: { devices: ["/etc/passwd"] }, named: 'devices = "/etc/passwd"', allowed: "is no device" },
  { options: { devices: ["vendor.example/dev=x"] }, named: 'devices = "vendor.example/dev=x"', allowed: "no such CDI device" },
  {
    options: { security_opt: ["seccomp=/nope.json"] },
    named: 'security_opt = "seccomp=/nope.json"',
    allowed: "seccomp profile in JSON",
  },
  {
    options: { security_opt: ["seccomp:local/bad.json"] },
    named: 'security_opt = "seccomp:local/bad.json"',
    allowed: "seccomp profile in JSON",
  },
  { options: { volumes: ["/nope/dir:/m"] }, named: 'volumes = "/nope/dir:/m"', allowed: "must exist" },
  { options: { volumes: ["nope:/m"] }, named: 'volumes = "nope:/m"', allowed: "must exist" },
  {
    options: { mount: [{ type: "bind", source: "/nope", target: "/m" }] },
    named: 'mount.source = "/nope"',
    allowed: "must exist",
  },
  {
    options: { mount: [{ type: "image", source: "localhost/nope:1", target: "/m" }] },
    named: 'mount.source = "localhost/nope:1"',
    allowed: "pull it",
  },
  { options: { timezone: "Europe/Nowhere" }, named: 'timezone = "Europe/Nowhere"', allowed: "no time zone" },
  { options: { init: true, init_path: "/nope" }, named: 'init_path = "/nope"', allowed: "a program on the node" },
  { options: { secrets: [{ name: "nope" }] }, named: 'secrets.name = "nope"', allowed: "podman secret create" },
  { options: { secrets: [{ name: "nope", env: "A" }] }, named: 'secrets.name = "nope"', allowed: "podman secret create" },
  { options: { pid_mode: "container:nope" }, named: 'pid_mode = "container:nope"', allowed: "no such container" },
  {
    options: { pid_mode: "task:self" },
    task: { name: "self" },
    named: 'pid_mode = "task:self"',
    allowed: "that is this task itself",
  },
  {
    options: { ipc_mode: "task:nope" },
    named: 'ipc_mode = "task:nope"',
    allowed: 'no task "nope" of the allocation runs: that task must start first',
  },
  { options: { userns: "ns:/proc/1/ns/nope" }, named: 'userns = "ns:/proc/1/ns/nope"', allowed: "no such namespace" },
  { task: { user: "shopper" }, named: 'user = "shopper"', allowed: "/etc/passwd" },
  { options: { group_add: ["shoppers"] }, named: 'group_add = "shoppers"', allowed: "/etc/group" },
  { options: { working_dir: "/nope" }, named: 'working_dir = "/nope"', allowed: "the image has no such directory" },
  { options: { cpuset_cpus: "0,4000-4001" }, named: 'cpuset_cpus = "0,4000-4001"', allowed: "does not have all of these CPUs" },
  { options: { storage_opt: { size: "10M" } }, named: 'storage_opt = {"size":"10M"}', allowed: "xfs" },
  {
    options: { sysctl: { "net.core.somaxconn": "128", "net.ipv4.ip_forward": "many" } },
    named: 'sysctl.net.ipv4.ip_forward = "many"',
    allowed: "does not take this value",
  },
  {
    options: { logging: { driver: "journald" } },
    named: 'logging.driver = "journald"',
    allowed: "no journal",
    unless: journal || ignoresJournal,
  },
  {
    options: { ulimit: { core: "0", nofile: "4194304" } },
    named: 'ulimit.nofile = "4194304"',
    allowed: "above what Podman itself may have",
    unless: mayRaiseLimits === 1n,
  },
  {
    options: { oom_score_adj: -500 },
    named: "oom_score_adj = -500",
    allowed: "CAP_SYS_RESOURCE",
    unless: mayRaiseLimits === 1n,
  },
];

for (const { options, task: changes, named, allowed, unless } of rows) {
  test.skipIf(unless === true)(`StartTask rejects ${named}, and leaves no container`, async () => {
    const task = lab.task("exit 0", options, changes);
    writeFileSync(join(task.config.allocDir, task.config.name, "local/bad.json"), "{bad");
    const message = await refusal(lab.driver, task.config);
    expect(message).toStartWith(`${named}: `);
    expect(message).toContain(allowed);
    expect(message).not.toContain("\n");
    expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
  });
}

test.skipIf(journal || !ignoresJournal)(
  "a task that logs to the journal on a node without a journal is said to lose its output",
  async () => {
    const task = lab.task("exit 0", { logging: { driver: "journald" } });
    await lab.start(task);
    const messages = () => lab.events.filter(({ taskId }) => taskId === task.config.id).map(({ message }) => message);
    await waitFor("the warning", () =>
      messages().some((text) => /^Warning: logging\.driver = "journald": .* no journal/.test(text)),
    );
  },
);

/** Of a map the message shows the member that is wrong, where it can be told which. */
function innermost(value: unknown, message: string): unknown {
  const members = typeof value === "object" && value !== null ? Object.values(value) : [];
  return members.length === 1 && message.includes(` = ${JSON.stringify(members[0])}: `) ? members[0] : value;
}

const secret: ReadonlySet<string> = new Set(["auth.password", "import.checksum_url"]);

test("StartTask refuses every bad value before it asks Podman for anything", async () => {
  await using fake = await fakePodman(answers({}));
  await using own = openLifecycleLab(fake.socketPath);
  for (const [path, value, allowed] of badTaskValues) {
    const message = await refusal(own.driver, own.task("exit 0", bodyWith(path, value)).config);
    expect(message).toContain(path.replaceAll("[]", "[0]").split(".")[0] ?? "");
    expect(message).toContain(allowed);
    // What is empty counts as not set, and what is secret is not shown.
    const shown = value !== "" && !secret.has(path) && !Array.isArray(value);
    // A number in quotes is one.
    const forms = [JSON.stringify(innermost(value, message)), String(Number(value))];
    if (shown) expect(forms.filter((form) => message.includes(` = ${form}`))).not.toEqual([]);
  }
  expect(fake.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});
