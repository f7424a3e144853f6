/** Where each finding of podman-api.md, sections 0 and 6, is met: the test that holds it. A test that is renamed takes its line along. */
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const own = "driver/podman-findings.test.ts";
const fields = "translate/podman-fields.test.ts";

/** Finding, the file below test/, and a part of the test's name or row. */
const held: readonly (readonly [finding: string, file: string, name: string])[] = [
  ["0.1 userns auto alone gives no user namespace", "driver/user-namespace.test.ts", "(podman-api.md, finding 1)"],
  ["0.2 a root file system has no user namespace", fields, "none that is never safe"],
  ["0.3 oci_runtime is ignored", own, "(0.3)"],
  ["0.4 a network on a bridge of the node deletes it", own, "(0.4, 0.6, 0.8, 0.13, 0.14, 6.1, 6.9, 6.11)"],
  ["0.5 logs of a FIFO hang", own, "(0.5)"],
  ["0.6 stats of a container without a limit fail", own, "(0.6)"],
  ["0.7 a stream of stats ends with a listed container", own, "(0.7)"],
  ["0.8 wait answers 0 for what never ran", own, "(0.8)"],
  ["0.9 OOM kills are missed", "driver/lifecycle.test.ts", "tells an OOM kill"],
  ["0.10 a plain root file system is written to", fields, "none that is never safe"],
  ["0.11 v=true removes no volume", own, "(0.11)"],
  ["0.11 a removal is busy", "podman/containers.test.ts", "takes the volumes and tries again while Podman is busy"],
  ["0.12 host-gateway is written as it stands", "options/rows/network.ts", 'what: "host-gateway"'],
  ["0.12 the same, by version", "translate/container-spec.test.ts", "resolves host-gateway for Podman that does not"],
  ["0.13 import does not look at the status", "driver/image-download.test.ts", "status: 404"],
  ["0.14 secrets are made with a content type", own, "(0.4, 0.6, 0.8, 0.13, 0.14, 6.1, 6.9, 6.11)"],
  ["6.1 the prefix decides on inspect's shapes", own, "(0.4, 0.6, 0.8, 0.13, 0.14, 6.1, 6.9, 6.11)"],
  ["6.2 inspect differs", "podman/containers.test.ts", "inspect hides where Podman 4 and 5 differ"],
  ["6.3 stats differ", "podman/container-streams.test.ts", "reads the shapes of Podman 4 and 5"],
  ["6.4 events differ", "podman/system.test.ts", "reads exit codes only of those that died"],
  ["6.4 the event of a check tells what was before", "driver/health-watch.test.ts", "a check that somebody else runs"],
  ["6.5 addresses stand in different places", "translate/readings.test.ts", '"a named network", { IPAddress: ""'],
  ["6.5 the same, on a real network", "options/address.test.ts", "the address on a named network is the container's"],
  ["6.6 the rootless default changed", "translate/container-spec.test.ts", "uses pasta rootless from Podman 5 on"],
  ["6.7 a pull that fails answers 200", "podman/images.test.ts", "pull fails with the error although an id came before it"],
  ["6.7 a pull that says nothing failed", "podman/images.test.ts", "pull that names no image is a bad reply"],
  ["6.8 create fails in other words", "podman/real/containers.test.ts", "on an image that is not there"],
  ["6.8 -1 is no limit everywhere", fields, "(6.8)"],
  ["6.9 wait and restart policies differ", own, "(0.4, 0.6, 0.8, 0.13, 0.14, 6.1, 6.9, 6.11)"],
  ["6.10 fields that are not known are ignored", fields, "no field that it does not know"],
  ["6.11 routes came later", own, "(0.4, 0.6, 0.8, 0.13, 0.14, 6.1, 6.9, 6.11)"],
];

test.each(held)("%s: met by %s, %s", (_, file, name) => {
  expect(readFileSync(join(import.meta.dir, "..", file), "utf8").replaceAll('\\"', '"')).toContain(name);
});

test("no finding of section 0 and no difference of section 6 but the platform's (6.12) is left out", () => {
  const met = new Set(held.map(([finding]) => finding.split(" ")[0]));
  const all = [...Array.from({ length: 14 }, (_, n) => `0.${n + 1}`), ...Array.from({ length: 11 }, (_, n) => `6.${n + 1}`)];
  expect(all.filter((finding) => !met.has(finding))).toEqual([]);
});
