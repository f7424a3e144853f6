import { expect, test } from "bun:test";
import { fileLab } from "../lab/file-lab.ts";
import { busybox } from "../lab/images.ts";
import { shellJob } from "./job.ts";

const lab = await fileLab({ images: [busybox], stateful: true });

/** Ends with 3 by the job's kill_signal, with its words on stdout. */
const script = "trap 'echo ended; exit 3' USR2; echo ready; while :; do sleep 0.1; done";

const drivers = ["nomad", "k8s-file", "none"] as const;

test("an agent that is restarted takes up tasks of every log driver, without a warning", async () => {
  const started = await Promise.all(
    drivers.map(async (driver) => {
      const name = `restart-${driver}`;
      await lab.nomad.submit(
        shellJob({ name, script, task: 'kill_signal = "SIGUSR2"', config: `logging {\n driver = "${driver}"\n }` }),
      );
      const { ID } = await lab.nomad.allocation(name, (each) => each.TaskStates?.["main"]?.State === "running");
      if (driver !== "none") await lab.nomad.logs(ID, "main", "stdout", (text) => text.includes("ready\n"));
      return { driver, name, id: ID };
    }),
  );
  await lab.agent.stop("SIGINT");
  const logged = lab.agent.log().length;
  await lab.agent.start();
  await lab.nomad.driver((driver) => driver.Healthy);
  for (const { driver, name, id } of started) {
    await lab.nomad.allocation(name, (each) => each.TaskStates?.["main"]?.State === "running");
    await lab.nomad.stop(name);
    const ended = await lab.nomad.allocation(name, (each) => each.ClientStatus === "complete");
    const exit = ended.TaskStates?.["main"]?.Events?.find(({ Type }) => Type === "Terminated");
    expect([ended.TaskStates?.["main"]?.Restarts, exit?.Details?.["exit_code"]]).toEqual([0, "3"]);
    if (driver !== "none") await lab.nomad.logs(id, "main", "stdout", (text) => text.includes("ended\n"));
  }
  const lines = lab.agent.log().slice(logged).split("\n");
  expect(lines.filter((line) => /\[(WARN|ERROR)\].*nomad-driver-podman/.test(line))).toEqual([]);
});
