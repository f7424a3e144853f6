/** The journald log driver on a real journal: split by stream, and resumed where a killed plugin was. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { waitFor } from "../lab/wait-for.ts";
import { onMachine, patience } from "./guest.ts";
import { openPluginLab, type PluginLab, podmans } from "./plugin-lab.ts";

setDefaultTimeout(patience * 3);

const journald = { logging: { driver: "journald" } };
/** On each stream, in bursts: many lines share a microsecond. journald itself drops what a unit logs beyond 10,000 in 30 s. */
const [bursts, burst, kills] = [40, 75, 4];
const lines = bursts * burst;
const script = [
  `i=0; while [ $i -lt ${bursts} ]; do`,
  `from=$((i*${burst}+1)); i=$((i+1)); to=$((i*${burst}));`,
  "seq $from $to; seq $from $to >&2; done; exec sleep 1",
].join(" ");

describe.skipIf(!onMachine)("the journald log driver", () => {
  let lab: PluginLab;
  beforeAll(async () => {
    lab = await openPluginLab();
  });
  afterAll(() => lab?.[Symbol.asyncDispose]());

  test.each(podmans)("delivers both streams of $owner's task, to the last line", async (podman) => {
    const task = await lab.start(podman, "echo out 1; echo err 1 >&2; echo out 2; echo err 2 >&2; exit 3", journald);
    const { result } = await lab.plugin().driver.WaitTask({ taskId: task.config.id });
    expect(result).toMatchObject({ exitCode: 3 });
    // What is in the FIFO when WaitTask answers only has to be read.
    await waitFor("both streams", () => task.output("stdout").length + task.output("stderr").length >= 24);
    expect([task.output("stdout"), task.output("stderr")]).toEqual(["out 1\nout 2\n", "err 1\nerr 2\n"]);
  });

  test.each(podmans)(
    "loses no line of $owner's task when the plugin is killed, and repeats at most one each time",
    async (podman) => {
      const task = await lab.start(podman, script, journald);
      for (let kill = 1; kill <= kills; kill += 1) {
        const past = Math.floor((lines * kill) / (kills + 1));
        await waitFor(`line ${past}`, () => task.output("stdout").includes(`\n${past}\n`), { timeout: patience, interval: 20 });
        await lab.crash();
        // As Nomad does, which encodes the driver config for StartTask only.
        const handle = { ...task.handle, config: { ...task.handle.config, msgpackDriverConfig: new Uint8Array() } };
        await lab.plugin().driver.RecoverTask({ taskId: task.config.id, handle });
      }
      await lab.plugin().driver.WaitTask({ taskId: task.config.id });
      const all = Array.from({ length: lines }, (_, index) => String(index + 1));
      for (const stream of ["stdout", "stderr"] as const) {
        await waitFor("the last line", () => task.output(stream).endsWith(`\n${lines}\n`), { timeout: patience });
        const told = task.output(stream).trimEnd().split("\n");
        expect([...new Set(told)]).toEqual(all);
        expect(told.length - lines).toBeLessThanOrEqual(kills);
      }
    },
  );
});
