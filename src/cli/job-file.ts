/** A job as `nomad job run -output` prints it: as much of it as `--validate` reads. */
import { DriverError } from "../core/errors.ts";

/** What Nomad gives a task that asks for none (resources block, memory). */
const defaultMemoryMb = 300;

/** A task of the job with what stands around it. */
export interface JobTask {
  readonly job: string;
  readonly group: string;
  readonly name: string;
  readonly driver: string;
  /** All of its group, itself included. */
  readonly groupTasks: readonly { readonly name: string; readonly driver: string }[];
  readonly user: string;
  /** Empty when the task names none. */
  readonly killSignal: string;
  /** The `config` block: blocks as lists of objects, interpolations as written. */
  readonly config: unknown;
  readonly resources: { readonly memoryMb: number; readonly memoryMaxMb: number; readonly cores: number };
  readonly network: JobNetwork;
}

/** The group's network block, and for its ports also the task's own. */
export interface JobNetwork {
  /** `host`, `bridge`, `none`, `cni/…`; empty when there is no block. */
  readonly mode: string;
  readonly ports: readonly { readonly label: string; readonly value: number; readonly to: number }[];
  /** Whether the task's resources have a network block of their own, the form of before Nomad 0.12. */
  readonly ofTask: boolean;
}

const howTo = "write one with `nomad job run -output JOB.hcl > JOB.json`";

/**
 * Every task of the job.
 *
 * @throws DriverError `invalidRequest` when the text is not the JSON of a job.
 */
export function readJobFile(text: string): readonly JobTask[] {
  const document = parse(text);
  const job = field(document, "Job") ?? document;
  const groups = list(field(job, "TaskGroups"));
  if (groups.length === 0)
    throw new DriverError("invalidRequest", `the file is not the JSON of a job, since it has no TaskGroups: ${howTo}`);
  return groups.flatMap((group) => list(field(group, "Tasks")).map((task) => jobTask(job, group, task)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DriverError("invalidRequest", `the file is not JSON: ${howTo}`, { cause });
  }
}

function jobTask(job: unknown, group: unknown, task: unknown): JobTask {
  const resources = field(task, "Resources");
  const groupNetwork = list(field(group, "Networks"))[0];
  const ownNetworks = list(field(resources, "Networks"));
  const networks = [groupNetwork, ...ownNetworks];
  return {
    job: word(field(job, "ID")),
    group: word(field(group, "Name")),
    name: word(field(task, "Name")),
    driver: word(field(task, "Driver")),
    groupTasks: list(field(group, "Tasks")).map((each) => ({
      name: word(field(each, "Name")),
      driver: word(field(each, "Driver")),
    })),
    user: word(field(task, "User")),
    killSignal: word(field(task, "KillSignal")),
    config: field(task, "Config"),
    resources: {
      memoryMb: whole(field(resources, "MemoryMB")) || defaultMemoryMb,
      memoryMaxMb: whole(field(resources, "MemoryMaxMB")),
      cores: whole(field(resources, "Cores")),
    },
    network: { mode: word(field(groupNetwork, "Mode")), ports: networks.flatMap(ports), ofTask: ownNetworks.length > 0 },
  };
}

function ports(network: unknown): JobNetwork["ports"] {
  return [...list(field(network, "ReservedPorts")), ...list(field(network, "DynamicPorts"))].map((port) => ({
    label: word(field(port, "Label")),
    value: whole(field(port, "Value")),
    to: whole(field(port, "To")),
  }));
}

function field(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function word(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function whole(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : 0;
}
