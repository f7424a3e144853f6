import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { patient } from "../lab/patience.ts";
import { run } from "../lab/run.ts";
import { waitFor } from "../lab/wait-for.ts";
import { startsOneMore, wordingProblems } from "./one-more.ts";
import type { SoakFault } from "./soak-fault.ts";
import { disks, type SoakLab } from "./soak-lab.ts";

type Disk = keyof typeof disks;
type Full = "room" | "inodes";

/** What a full disk says, whatever else stands in the line. */
const full = /is full: free space or inodes there \(.*df -i\)/;

/** Each disk that the driver and Podman write to, without room and without inodes. */
export const fullDisks: readonly SoakFault[] = [
  {
    name: "storage full",
    promise: "Podman's storage full: tasks go on, no line is torn, and the driver works again once there is room",
    rounds: 3,
    short: 1,
    run: storageFull,
  },
  {
    name: "storage without inodes",
    promise: "no inodes in Podman's storage: tasks go on, and a start says what to do",
    rounds: 3,
    short: 1,
    run: (lab) => withFull(lab, "storage", "inodes", failsToStart),
  },
  {
    name: "allocation full",
    promise: "the allocations' disk full: tasks and their logs go on, and a start that writes there says what to do",
    rounds: 3,
    short: 1,
    run: (lab) => allocationFull(lab, "room"),
  },
  {
    name: "allocation without inodes",
    promise: "no inodes on the allocations' disk: the same",
    rounds: 3,
    short: 0,
    run: (lab) => allocationFull(lab, "inodes"),
  },
  {
    name: "temporary full",
    promise: "the plugin's TMPDIR full: tasks start, and the next plugin takes up every task",
    rounds: 3,
    short: 0,
    run: (lab) => temporaryFull(lab, "room"),
  },
  {
    name: "temporary without inodes",
    promise: "no inodes in the plugin's TMPDIR: the same, and its socket is elsewhere",
    rounds: 3,
    short: 1,
    run: (lab) => temporaryFull(lab, "inodes"),
  },
];

/** Fills a disk, acts, makes room again, and waits until a task starts. */
async function withFull(
  lab: SoakLab,
  disk: Disk,
  kind: Full,
  act: (lab: SoakLab) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const path = join(lab.directory, disks[disk].path, "filler");
  mkdirSync(path);
  try {
    if (kind === "room") await run(["dd", "if=/dev/zero", `of=${join(path, "0")}`, "bs=4k"]);
    else useUpInodes(path);
    return await act(lab);
  } finally {
    rmSync(path, { recursive: true });
    await waitFor("a start once there is room", () => startsOneMore(lab).then(() => true));
  }
}

function useUpInodes(directory: string): void {
  for (let file = 0; ; file += 1) {
    try {
      writeFileSync(join(directory, String(file)), "");
    } catch {
      return;
    }
  }
}

async function storageFull(lab: SoakLab): Promise<readonly string[]> {
  const checks = lab.tasks.flatMap((task) => task.checks);
  // conmon drops what it cannot write.
  for (const check of checks) check.mayLose = true;
  const problems = await withFull(lab, "storage", "room", async () => {
    const error = await startsOneMore(lab).then(() => undefined, String);
    await Bun.sleep(patient(1_000));
    return error === undefined ? [] : wordingProblems("a start", error);
  });
  // Twice: the first lines may be those from before the gap.
  for (let time = 0; time < 2; time += 1) await Promise.all(lab.tasks.map((task) => task.goesOn()));
  for (const check of checks) check.mayLose = false;
  return problems;
}

async function failsToStart(lab: SoakLab): Promise<readonly string[]> {
  const error = await startsOneMore(lab).then(() => "it was started", String);
  await Promise.all(lab.tasks.map((task) => task.goesOn()));
  return full.test(error) ? wordingProblems("a start", error) : [`a start without inodes: ${error}`];
}

async function allocationFull(lab: SoakLab, kind: Full): Promise<readonly string[]> {
  // Made before, as Nomad makes the directories of an allocation.
  const [writing, other] = [lab.newTask({ resolv_conf: "copy-host" }), lab.newTask()];
  return withFull(lab, "allocations", kind, async () => {
    const error = await startsOneMore(lab, writing).then(() => "it was started", String);
    await other.start(lab.plugin);
    await other.execs(lab.plugin);
    await Promise.all(lab.tasks.map((task) => task.goesOn()));
    // It cannot note its own last line there.
    const problems = (await other.end(lab.plugin)).filter((text) => !text.endsWith("of NaN lines"));
    return [...problems, ...(full.test(error) ? wordingProblems("a start", error) : [`a start on a full disk: ${error}`])];
  });
}

/** The plugin is replaced while the disk is full; its socket is then elsewhere, until it is replaced once more. */
async function temporaryFull(lab: SoakLab, kind: Full): Promise<readonly string[]> {
  await withFull(lab, "temporary", kind, async () => {
    await startsOneMore(lab);
    await lab.killPlugin();
    await lab.startPlugin();
    await startsOneMore(lab);
    return [];
  });
  const directory = dirname(lab.plugin.handshake[3] ?? "");
  await lab.killPlugin();
  await lab.startPlugin();
  // In the lab's own directory the last plugin removes what killed ones left.
  if (!directory.startsWith(lab.directory)) rmSync(directory, { recursive: true });
  return [];
}
