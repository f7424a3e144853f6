/** The journald log driver on a real journal: split by stream, and resumed where a killed plugin was. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { waitFor } from "../../scripts/lab/wait-for.ts";
import { onMachine, patience } from "./guest.ts";
import { openPluginLab, type PluginLab, podmans } from "./plugin-lab.ts";

setDefaultTimeout(patience * 3);

const journald = { logging: { driver: "journald" } };
/** journald itself drops what one unit logs beyond 10,000 lines in 30 s. */
const lines = 1_500;
const kills = 3;

describe.skipIf(!onMachine)("the journald log driver", () => {
  let lab: PluginLab;
  beforeAll(async () => {
    lab = await openPluginLab();
  });
  afterAll(() => lab?.[Symbol.asyncDispose]());

  test.each(podmans)("hands on both streams of $owner's task, to the last line", async (podman) => {
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
      const script = `i=0; while [ $i -lt ${lines} ]; do i=$((i+1)); echo o$i; echo e$i >&2; done; sleep 2`;
      const task = await lab.start(podman, script, journald);
      for (let kill = 1; kill <= kills; kill += 1) {
        const past = Math.floor((lines * kill) / (kills + 1));
        await waitFor(`line ${past}`, () => task.output("stdout").includes(`o${past}\n`), { timeout: patience, interval: 20 });
        await lab.crash();
        await lab.plugin().driver.RecoverTask({ taskId: task.config.id, handle: task.handle });
      }
      await lab.plugin().driver.WaitTask({ taskId: task.config.id });
      for (const [stream, letter] of [
        ["stdout", "o"],
        ["stderr", "e"],
      ] as const) {
        await waitFor("the last line", () => task.output(stream).endsWith(`${letter}${lines}\n`), { timeout: patience });
        const told = task.output(stream).trimEnd().split("\n");
        const all = Array.from({ length: lines }, (_, index) => `${letter}${index + 1}`);
        expect([...new Set(told)]).toEqual(all);
        expect(told.length - lines).toBeLessThanOrEqual(kills);
      }
    },
  );
});
