import { renameSync } from "node:fs";
import { startsOneMore } from "./one-more.ts";
import type { SoakFault } from "./soak-fault.ts";

/** What does not respond for a while, or cannot be reached. */
export const stops: readonly SoakFault[] = [
  {
    name: "Podman stopped",
    promise: "SIGSTOP of the Podman service for 60 s: tasks, logs and stats go on",
    rounds: 1,
    short: 1,
    async run(lab, _, isShort) {
      process.kill(lab.podman.pid(), "SIGSTOP");
      await Bun.sleep(isShort ? 3_000 : 60_000);
      await Promise.all(lab.tasks.map((task) => task.goesOn())).finally(() => process.kill(lab.podman.pid(), "SIGCONT"));
      return [];
    },
  },
  {
    name: "plugin stopped",
    promise: "SIGSTOP of the plugin for 30 s: nothing is lost",
    rounds: 1,
    short: 1,
    async run(lab, _, isShort) {
      lab.plugin.signal("SIGSTOP");
      await Bun.sleep(isShort ? 3_000 : 30_000);
      lab.plugin.signal("SIGCONT");
      return [];
    },
  },
  {
    name: "socket removed",
    promise: "Podman's socket file goes and is made again: the driver finds it",
    rounds: 5,
    short: 1,
    async run(lab) {
      const { socketPath } = lab.proxy;
      renameSync(socketPath, `${socketPath}-away`);
      const failed = await startsOneMore(lab).then(() => "it was started", String);
      renameSync(`${socketPath}-away`, socketPath);
      await startsOneMore(lab);
      return failed.includes("no Podman socket") ? [] : [`a start without a socket: ${failed}`];
    },
  },
];
