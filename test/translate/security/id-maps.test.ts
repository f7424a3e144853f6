import { expect, test } from "bun:test";
import { build, specOf } from "../../fixtures/task-input.ts";

const map = (container_id: number, host_id: number, size: number) => ({ container_id, host_id, size });

test("users and groups without maps of their own have those of the others", () => {
  const maps = (options: Readonly<Record<string, unknown>>) => {
    const { userns, idmappings } = specOf({ options });
    return [userns?.nsmode, idmappings?.UIDMap, idmappings?.GIDMap];
  };
  const [one, other] = [map(0, 100_000, 1000), map(5, 4_294_967_290, 5)];
  expect(maps({ uidmap: ["0:100000:1000"] })).toEqual(["private", [one], [one]]);
  expect(maps({ gidmap: ["5:4294967290:5"] })).toEqual(["private", [other], [other]]);
  expect(maps({ uidmap: ["0:100000:1000"], gidmap: ["5:4294967290:5"] })).toEqual(["private", [one], [other]]);
  expect(maps({ uidmap: [], gidmap: [], userns: "host" })).toEqual(["host", undefined, undefined]);
});

test.each([
  ["two numbers", { uidmap: ["0:1"] }, /^uidmap = "0:1": a mapping is CONTAINER-ID:HOST-ID:COUNT/],
  ["a word", { gidmap: ["0:root:1"] }, /^gidmap = "0:root:1": "root" must be a number from 0/],
  ["nobody", { uidmap: ["0:1:0"] }, /^uidmap = "0:1:0": "0" must be a number from 1/],
  ["more than there is", { uidmap: ["0:4294967295:2"] }, /^uidmap = .*beyond the largest id, 4294967295/],
  [
    "what overlaps in the container",
    { uidmap: ["0:1000:10", "9:5000:1"] },
    /^uidmap = "9:5000:1": it has ids in the container that "0:1000:10" maps already/,
  ],
  [
    "what overlaps on the node",
    { gidmap: ["0:1009:10", "20:1000:10"] },
    /^gidmap = "0:1009:10": it has ids on the node that "20:1000:10" maps already/,
  ],
])("a map of %s is rejected", (_, options, message) => {
  expect(() => build({ options })).toThrow(message);
});

const onDirectory = { image: null, rootfs: "/srv/r", rootfs_idmap: true, uidmap: ["0:1:1"] };

test("an idmapped directory is rejected where Podman has none", () => {
  expect(() => build({ options: onDirectory, host: { podmanVersion: "4.4.4" } })).toThrow(
    /^rootfs_idmap = true: it needs Podman 4\.5\.0, this is 4\.4\.4/,
  );
});
