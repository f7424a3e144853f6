import { expect, test } from "bun:test";
import fc from "fast-check";
import { ipVersion, placeInSubnet, sameAddress } from "../../src/core/ip-address.ts";

test.each([
  ["10.88.0.9", "10.88.0.0/16", "inside"],
  ["10.88.0.0", "10.88.0.0/16", "network"],
  ["10.88.255.255", "10.88.0.0/16", "broadcast"],
  ["10.89.0.1", "10.88.0.0/16", "outside"],
  // Podman keeps the subnet as it was written.
  ["10.88.7.9", "10.88.7.1/24", "inside"],
  ["10.88.0.1", "10.88.0.0/31", "inside"],
  ["10.88.0.0", "10.88.0.0/32", "inside"],
  ["255.255.255.255", "0.0.0.0/0", "broadcast"],
  ["fd00::9", "10.88.0.0/16", "outside"],
  ["10.88.0.9", "fd00::/64", "outside"],
  ["fd00::", "fd00::/64", "inside"],
  ["fd00::1", "fd00::/64", "inside"],
  ["FD00:0:0:0:ffff::", "fd00::/64", "inside"],
  ["fd00:0:0:1::1", "fd00::/64", "outside"],
  ["fd00::10.0.0.1", "fd00::a00:0/112", "inside"],
  ["10.0.0.1", "nonsense", "inside"],
] as const)("placeInSubnet(%s, %s) is %s", (address, subnet, place) => {
  expect(placeInSubnet(address, subnet)).toBe(place);
});

test.each([
  ["fd00::1", "FD00:0:0:0:0:0:0:1", true],
  ["::ffff:10.0.0.1", "::ffff:a00:1", true],
  ["10.0.0.1", "::ffff:10.0.0.1", false],
  ["10.0.0.1", "", false],
])("sameAddress(%s, %s) is %p", (one, other, same) => {
  expect(sameAddress(one, other)).toBe(same);
});

test("every address is inside its own subnet, however it is written", () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
      const bits = ipVersion(address) === 4 ? 32 : 128;
      expect(placeInSubnet(address, `${address}/${bits}`)).toBe("inside");
      expect(sameAddress(address, address)).toBe(true);
    }),
  );
});
