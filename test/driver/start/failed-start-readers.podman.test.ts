/** Nomad's log collector waits in open(2) for a writer, and the failure of a start is shown only when it has ended. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { appendFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { isDriverError, messageOf } from "../../../src/core/errors.ts";
import { forFile } from "../../lab/for-file.ts";
import { type LifecycleLab, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { patient } from "../../lab/patience.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { LogPlace, readToEnd } from "../logs/fixtures.ts";

setDefaultTimeout(60_000);

const lab = forFile(openLifecycleLab((await startPodmanService()).socketPath));

/** The error of the start. */
async function failure(task: Parameters<LifecycleLab["start"]>[0], plugin: Readonly<Record<string, unknown>> = {}) {
  const error: unknown = await lab.start(task, lab.another(plugin)).catch((reason: unknown) => reason);
  expect(isDriverError(error)).toBe(true);
  return messageOf(error);
}

test.each<[string, RegExp, Record<string, unknown>, Record<string, unknown>]>([
  ["a config that is no config", /memory_swap/, { memory_swap: "wrong" }, {}],
  ["an option that cannot be", /network_mode/, { network_mode: "nonsense:x" }, {}],
  ["an image that is not there", /not on this node/, { image: "localhost/none:1" }, {}],
  ["a command that is not there", /\/nope/, { entrypoint: ["/nope"] }, {}],
  ["a driver that is disabled", /disabled on this node/, {}, { enabled: false }],
  ["a Podman that is away", /podman/i, {}, { socket_path: "unix:///nowhere/podman.sock" }],
])("the readers of a task's output end when its start fails by %s", async (_, message, options, plugin) => {
  using place = new LogPlace();
  const { stdoutPath, stderrPath } = place;
  const read = Promise.all([readToEnd(stdoutPath), readToEnd(stderrPath)]);
  const task = lab.task("true", options, { stdoutPath, stderrPath });
  expect(await failure(task, plugin)).toMatch(message);
  const late = setTimeout(() => {
    // So that no reader stays behind when this fails.
    for (const path of [stdoutPath, stderrPath]) appendFileSync(path, "nobody ended it");
  }, patient(10_000));
  expect((await read).join("")).toBe("");
  clearTimeout(late);
});

test.each<[string, (place: LogPlace) => unknown]>([
  ["without readers", () => undefined],
  [
    "with a link in the place of a FIFO",
    ({ allocDir, stdoutPath }) => {
      writeFileSync(`${allocDir}/victim`, "untouched");
      renameSync(stdoutPath, `${stdoutPath}.old`);
      symlinkSync(`${allocDir}/victim`, stdoutPath);
    },
  ],
  ["without FIFOs", ({ stdoutPath }) => renameSync(stdoutPath, `${stdoutPath}.old`)],
])("a start that fails %s fails for its own reason", async (_, change) => {
  using place = new LogPlace();
  const { stdoutPath, stderrPath } = place;
  change(place);
  const task = lab.task("true", { memory_swap: "wrong" }, { stdoutPath, stderrPath });
  expect(await failure(task)).toMatch(/memory_swap/);
});
