/** The driver on the emulated machine, as Nomad's own client sees it: the suite of test/conformance, compiled. */
import { beforeAll, describe, expect, test } from "bun:test";
import { run } from "../lab/run.ts";
import { importBusybox, onMachine, patience, rootPodman } from "./guest.ts";

const suite = Bun.which("conformance.test");
const bound = 600_000;

describe.skipIf(!onMachine || suite === null)("nomad-driver-podman on systemd, cgroup v2 and crun", () => {
  beforeAll(() => importBusybox(rootPodman), patience);

  test(
    "passes the conformance tests",
    async () => {
      const { exitCode, stdout, stderr } = await run([suite ?? "", "-test.timeout=9m"], {
        env: { NOMAD_PODMAN_SOCKET: rootPodman.socket },
        timeout: bound,
      });
      // The harness logs every step of Nomad's own beside what the tests say.
      const said = `${stdout}${stderr}`.split("\n").filter((line) => !/^\d{4}-\d\d-\d\dT/.test(line));
      expect({ exitCode, said }).toEqual({ exitCode: 0, said: ["PASS", ""] });
    },
    bound,
  );
});
