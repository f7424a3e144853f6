import { beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDriverError, messageOf } from "../../src/core/errors.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { openOptionsLab } from "./options-lab.ts";

setDefaultTimeout(120_000);

/** Where every Podman looks for specifications of the Container Device Interface that were made while the node runs. */
const directory = "/run/cdi";
const cleanup = forFile(new Cleanup());
const lab = forFile(await openOptionsLab());
/** Vendor and class, so that nothing else on the node can have them. */
const kind = `ndp${lab.number}.example/full`;

beforeAll(() => {
  if (!existsSync(directory)) {
    mkdirSync(directory);
    cleanup.defer(async () => rmdirSync(directory));
  }
  const path = join(directory, `ndp-test-${lab.number}-${process.pid}.json`);
  cleanup.defer(async () => rmSync(path, { force: true }));
  const device = (name: string) => ({
    name,
    containerEdits: {
      env: [`CDI_${name.toUpperCase()}=seen`],
      deviceNodes: [{ path: "/dev/full", type: "c", major: 1, minor: 7 }],
    },
  });
  writeFileSync(path, JSON.stringify({ cdiVersion: "0.3.0", kind, devices: [device("one"), device("two")] }));
});

test("devices accepts CDI names as well as paths", async () => {
  await using container = await lab.start({ options: { devices: [`${kind}=one`, `${kind}=two`, "/dev/null:/dev/xnull"] } });
  expect(await container.sh("test -c /dev/full && test -c /dev/xnull && head -c 1 /dev/full | od -An -tx1")).toBe(" 00");
  expect(await container.sh("tr '\\0' '\\n' < /proc/1/environ | grep ^CDI_ | sort")).toBe("CDI_ONE=seen\nCDI_TWO=seen");
});

test("a CDI name without a specification is named", async () => {
  const error: unknown = await lab.start({ options: { devices: [`${kind}=three`] } }).catch((reason: unknown) => reason);
  expect(isDriverError(error, "invalidConfig")).toBe(true);
  expect(messageOf(error)).toStartWith(`devices = "${kind}=three": Podman knows no such CDI device`);
});
