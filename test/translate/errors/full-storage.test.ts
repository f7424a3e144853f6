import { expect, test } from "bun:test";
import { fullStorage } from "../../../src/translate/errors/full-storage.ts";

const root = "/var/lib/containers/storage";

test.each([
  [
    `creating container storage: write ${root}/overlay-layers/.tmp-1: no space left on device`,
    `Podman's storage ${root} is full: `,
  ],
  ["committing the finished image: no space left on device", `Podman's storage ${root} is full: `],
  [`mkdir ${root}/overlay/1: disk quota exceeded`, `Podman's storage ${root} is full: `],
  [
    "open /run/containers/x: no space left on device",
    "the node has no space left for /run/containers/x: free space or inodes there (df, df -i)",
  ],
])("fullStorage() of %j is %j", (words, message) => {
  const error = fullStorage(`Podman: create container c1: ${words}`, root);
  expect(error?.message).toStartWith(message);
  expect(error?.recoverable).toBe(true);
});

test.each([
  "mkdir /sys/fs/cgroup/memory/libpod_parent/libpod-1: no space left on device",
  "write cpuset.cpus: no space left on device",
  "permission denied",
])("fullStorage() leaves %j to others", (words) => {
  expect(fullStorage(words, root)).toBeUndefined();
});
