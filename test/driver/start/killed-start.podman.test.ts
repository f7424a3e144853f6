/** A Podman that is killed after the runtime has set a container up, and before it has noted that, leaves conmon and a process that waits for its start. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { patient } from "../../lab/patience.ts";
import { processesWhere } from "../../lab/processes.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(patient(60_000));

const podman = forFile(await ownPodmanService());
const lab = forFile(openLifecycleLab(podman.socketPath));

/** A runtime that kills Podman once it has created a container, as long as the file `armed` is there. */
async function deadlyRuntime(): Promise<{ readonly armed: string }> {
  const usual = (await podman.podman("info", "--format", "{{.Host.OCIRuntime.Path}}")).trim();
  const [path, armed] = [join(podman.root, "deadly-runtime"), join(podman.root, "armed")];
  const lines = [
    "#!/bin/sh",
    `${usual} "$@"`,
    "code=$?",
    `case " $* " in *" create "*) [ -e ${armed} ] || exit $code;; *) exit $code;; esac`,
  ];
  writeFileSync(path, `${[...lines, `pid=$(cat ${armed}); rm ${armed}; kill -9 $pid`, "sleep 0.1; exit $code"].join("\n")}\n`);
  chmodSync(path, 0o755);
  const config = join(podman.root, "containers.conf");
  writeFileSync(
    config,
    `${readFileSync(config, "utf8")
      .replace(/^runtime = .*\n/m, "")
      .replace("[engine]\n", '[engine]\nruntime = "deadly"\n')}[engine.runtimes]\ndeadly = ["${path}"]\n`,
  );
  await podman.stopService("SIGTERM");
  await podman.startService();
  return { armed };
}

test("StartTask leaves no process of a container whose start a killed Podman has forgotten", async () => {
  const { armed } = await deadlyRuntime();
  const task = lab.task("exit 4");
  const service = processesWhere("cmdline", (words) => words.includes(`unix://${podman.socketPath}`));
  writeFileSync(armed, service.join(" "));
  await lab.start(task).then(
    () => expect.unreachable("Podman was not killed"),
    () => undefined,
  );
  expect(existsSync(armed)).toBe(false);
  const conmons = () =>
    processesWhere("cmdline", (words) => words[0]?.endsWith("conmon") === true && words.includes(join(podman.root, "root")));
  expect(conmons().length).toBe(1);
  await podman.stopService("SIGKILL");
  await podman.startService();
  await waitFor("a start", () => lab.start(task).then(() => true));
  expect((await exitOf(lab.driver, task)).exitCode).toBe(4);
  await lab.driver.destroyTask(task.config.id, false);
  await waitFor("every conmon to end", () => conmons().length === 0);
});
