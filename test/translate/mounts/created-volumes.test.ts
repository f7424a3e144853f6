import { expect, test } from "bun:test";
import { sameVolumeOptions } from "../../../src/translate/mounts/created-volumes.ts";

test.each([
  ["in another order are the same", { device: "tmpfs", type: "tmpfs" }, true],
  ["with what Podman adds for o are the same", { type: "tmpfs", device: "tmpfs", UID: "7", SIZE: "1m", NOQUOTA: "true" }, true],
  ["with one more are others", { type: "tmpfs", device: "tmpfs", o: "noexec" }, false],
  ["with one less are others", { type: "tmpfs" }, false],
  ["with another value are others", { type: "tmpfs", device: "other" }, false],
])("a volume's options %s", (_, found, same) => {
  expect(sameVolumeOptions({ type: "tmpfs", device: "tmpfs" }, found)).toBe(same);
});

test.each([
  ["noquota", {}],
  ["noexec,noquota,timeout=5", { o: "noexec" }],
  ["noexec", { o: "noexec" }],
])("of o = %j the words that Podman keeps elsewhere are not compared", (o, found) => {
  expect(sameVolumeOptions({ o }, found)).toBe(true);
});
