import { beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { InputOverrides } from "../fixtures/task-input.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { check } from "../lab/run.ts";
import { openOptionsLab } from "./options-lab.ts";

setDefaultTimeout(120_000);

const lab = forFile(await openOptionsLab());
const cleanup = forFile(new Cleanup());

const volume = join(lab.directory, "shared");

beforeAll(async () => {
  if (lab.host.rootless) return;
  mkdirSync(volume);
  await check(["mount", "-t", "tmpfs", "none", volume]);
  cleanup.defer(() => check(["umount", "--recursive", volume]));
  await check(["mount", "--make-shared", volume]);
});

/** Mounts that come later: from the node into the task, and from the task to the node. */
interface Row {
  readonly what: string;
  readonly given: InputOverrides;
  readonly toTask: boolean;
  readonly toHost: boolean;
}

const nomads = (propagationMode: string): InputOverrides => ({
  task: { mounts: [{ taskPath: "/m", hostPath: volume, readonly: false, propagationMode, selinuxLabel: "" }] },
});
const rows: readonly Row[] = [
  { what: "a host or CSI volume, private", given: nomads("private"), toTask: false, toHost: false },
  { what: "a host or CSI volume without a mode", given: nomads(""), toTask: false, toHost: false },
  { what: "a host or CSI volume, host-to-task", given: nomads("host-to-task"), toTask: true, toHost: false },
  { what: "a host or CSI volume, bidirectional", given: nomads("bidirectional"), toTask: true, toHost: true },
  { what: "volumes", given: { options: { volumes: [`${volume}:/m`] } }, toTask: false, toHost: false },
  { what: "volumes with rslave", given: { options: { volumes: [`${volume}:/m:rslave`] } }, toTask: true, toHost: false },
  { what: "volumes with rshared", given: { options: { volumes: [`${volume}:/m:rshared`] } }, toTask: true, toHost: true },
  {
    what: "a mount block with rslave",
    given: { options: { mount: [{ type: "bind", source: volume, target: "/m", options: ["rslave"] }] } },
    toTask: true,
    toHost: false,
  },
];

// A rootless Podman has a mount namespace of its own, into which nothing of the node's comes later.
describe.skipIf(lab.host.rootless)("propagation of mounts", () => {
  test.each(rows)("of $what", async ({ what, given, toTask, toHost }) => {
    const name = what.replaceAll(/\W+/g, "-");
    const [late, own] = [join(volume, `${name}-late`), join(volume, `${name}-own`)];
    mkdirSync(late);
    mkdirSync(own);
    // Podman's AppArmor profile, where the node has AppArmor, forbids a mount to everybody.
    const options = { ...given.options, cap_add: ["SYS_ADMIN"], apparmor_profile: "unconfined" };
    await using container = await lab.start({ ...given, options });
    await check(["mount", "-t", "tmpfs", "none", late]);
    writeFileSync(join(late, "from-node"), "");
    const inside = await container.sh(`ls /m/${name}-late`);
    await container.sh(`mount -t tmpfs none /m/${name}-own && touch /m/${name}-own/from-task`);
    expect({ toTask: inside === "from-node", toHost: existsSync(join(own, "from-task")) }).toEqual({ toTask, toHost });
  });
});
