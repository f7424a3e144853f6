/**
 * Tasks of a Nomad agent on a machine that is rebooted, and then loses its power. This file is executed from its beginning at
 * each of the three boots; what it knows of the one before is on the disk.
 */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { taskText } from "../e2e/job.ts";
import type { Nomad } from "../lab/nomad.ts";
import { run } from "../lab/run.ts";
import { waitFor } from "../lab/wait-for.ts";
import { keepersOf } from "../soak/leftovers.ts";
import { importBusybox, patience, rootPodman } from "./guest.ts";
import { allocationDirectory, keepStorage, losePower, reboot, startAgent } from "./guest-agent.ts";

setDefaultTimeout(patience * 10);

const count = 3;
const boots = ["the first boot", "a reboot", "a loss of power"] as const;
const noted = "/payload/state/boot";
const bootId = (): string => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();

/** How many boots this file has begun before this one. */
function bootsBefore(): number {
  return existsSync(noted) ? readFileSync(noted, "utf8").length : 0;
}

function noteBoot(): void {
  mkdirSync("/payload/state", { recursive: true });
  const file = openSync(noted, "a");
  writeSync(file, "x");
  fsyncSync(file);
  closeSync(file);
}

/** Writes numbered lines until SIGTERM, notes the boot of each start, and ends with 7. */
const script = `cat /boot_id >> /local/starts; trap 'exit 7' TERM; n=0; while :; do n=$((n+1)); echo "line $n"; sleep 1; done`;
const job = `
job "reboot" {
  group "group" {
    count = ${count}
    restart {
      attempts = 20
      interval = "30m"
      delay    = "1s"
      mode     = "delay"
    }
    ephemeral_disk {
      size = 50
    }
    ${taskText({ script, config: 'volumes = ["/proc/sys/kernel/random/boot_id:/boot_id:ro"]', more: "logs {\n max_files = 2\n max_file_size = 5\n}" })}
  }
}
`;

interface Stub {
  readonly ID: string;
  readonly ClientStatus: string;
}

/** The starts of an allocation's task, by the ids of the boots. */
function starts(id: string): readonly string[] {
  return readFileSync(join(allocationDirectory(id), "main/local/starts"), "utf8")
    .trim()
    .split("\n");
}

/** The ids of the allocations, once a task of this boot runs in each of them. */
async function running(nomad: Nomad): Promise<readonly string[]> {
  return waitFor(
    "a task of this boot in each allocation",
    async () => {
      const all = await nomad.get<Stub[]>("/v1/job/reboot/allocations");
      const ids = all.map(({ ID }) => ID);
      const run = all.every(({ ID, ClientStatus }) => ClientStatus === "running" && starts(ID).includes(bootId()));
      return all.length === count && run && ids;
    },
    { timeout: patience },
  );
}

/** Containers of root's Podman, by name and state, also those that do not run. */
async function containers(): Promise<readonly string[]> {
  const list = await rootPodman.podman("ps", "--all", "--format", "{{.Names}} {{.State}}");
  return list.trim().split("\n").filter(Boolean).sort();
}

describe.skipIf(process.env["NOMAD_PODMAN_MACHINE_REBOOTS"] !== "1" || bootsBefore() >= boots.length)("a machine", () => {
  test("that is rebooted, and then loses its power, runs each task again, once, and has nothing left of before", async () => {
    const before = bootsBefore();
    noteBoot();
    process.stderr.write(`after ${boots[before]}: ${bootId()}\n`);
    await keepStorage();
    if (before === 0) await importBusybox(rootPodman);
    const nomad = await startAgent();
    if (before === 0) await nomad.submit(job);
    const ids = await running(nomad);
    // What is swept has its time, and a task that was started twice would show.
    const wanted = ids.map((id) => `main-${id} running`).sort();
    await waitFor("the sweep", async () => Bun.deepEquals(await containers(), wanted), { timeout: patience });
    await Bun.sleep(30_000);
    expect(await containers()).toEqual(wanted);
    for (const id of ids) {
      const all = starts(id);
      expect(all.filter((boot) => boot === bootId())).toHaveLength(1);
      expect(new Set(all).size).toBe(before + 1);
      await nomad.logs(id, "main", "stdout", (text) => text.split("line 1\n").length - 1 >= all.length, patience);
      expect(await nomad.cli("alloc", "exec", "-i=false", "-t=false", id, "echo", "here")).toBe("here\n");
    }
    expect(keepersOf("/payload/state")).toHaveLength(count);
    expect(readdirSync("/run/nomad-driver-podman/log-positions")).toHaveLength(count);
    if (before === 0) return reboot();
    if (before === 1) return losePower();

    await nomad.stop("reboot");
    await nomad.allocation("reboot", ({ ClientStatus }) => ClientStatus === "complete", patience);
    await waitFor("the end of every container", async () => (await containers()).length === 0, { timeout: patience });
    await nomad.cli("system", "gc");
    await run(["systemctl", "stop", "nomad.service"]);
    await waitFor("the end of every keeper", () => keepersOf("/payload/state").length === 0);
    expect(readdirSync("/run/nomad-driver-podman/log-positions")).toEqual([]);
    return undefined;
  });
});
