import { describe, expect, test } from "bun:test";
import type { NetworkAddresses, NetworkSettings } from "../../../src/podman/containers/types.ts";
import { advertisedWarning, networkOverride } from "../../../src/translate/network/task-network.ts";

interface Reported extends Partial<NetworkAddresses> {
  readonly Networks?: Readonly<Record<string, Partial<NetworkAddresses>>>;
}

/** With the empty texts of what has no address. */
function reported({ Networks = {}, ...top }: Reported): NetworkSettings {
  const whole = (given: Partial<NetworkAddresses>) => ({ IPAddress: "", GlobalIPv6Address: "", ...given });
  return {
    ...whole(top),
    Networks: Object.fromEntries(Object.entries(Networks).map(([name, given]) => [name, whole(given)])),
  };
}

describe("networkOverride()", () => {
  test.each([
    ["the default bridge", { IPAddress: "10.88.0.3", Networks: { podman: { IPAddress: "10.88.0.3" } } }, [], "10.88.0.3"],
    ["a named network", { IPAddress: "", Networks: { backend: { IPAddress: "10.89.0.3" } } }, ["backend"], "10.89.0.3"],
    [
      "several networks",
      { IPAddress: "", Networks: { a: { IPAddress: "10.1.0.3" }, backend: { IPAddress: "10.89.0.3" } } },
      ["backend", "a"],
      "10.89.0.3",
    ],
    [
      "Podman's own bridge among several",
      { IPAddress: "", Networks: { backend: { IPAddress: "10.89.0.3" }, podman: { IPAddress: "10.88.0.3" } } },
      ["default", "backend"],
      "10.88.0.3",
    ],
    ["a network by its id", { IPAddress: "", Networks: { backend: { IPAddress: "10.89.0.3" } } }, ["2f259bab"], "10.89.0.3"],
    [
      "IPv6 only, named",
      { IPAddress: "", Networks: { six: { IPAddress: "", GlobalIPv6Address: "fd00::3" } } },
      ["six"],
      "fd00::3",
    ],
    ["IPv6 only, default", { IPAddress: "", GlobalIPv6Address: "fd00::4", Networks: {} }, ["default"], "fd00::4"],
    ["a joined namespace", { IPAddress: "172.26.64.5" }, [], "172.26.64.5"],
    ["the node's network", { IPAddress: "", Networks: { host: { IPAddress: "" } } }, [], undefined],
    ["no network", { IPAddress: "" }, [], undefined],
  ] as const)("%s", (_, settings, asked, address) => {
    expect(networkOverride(reported(settings), asked)?.address).toBe(address);
  });

  test("carries port_map", () => {
    expect(networkOverride(reported({ IPAddress: "10.0.0.1" }), [], { port_map: { http: 80 } })).toEqual({
      portMap: { http: 80 },
      address: "10.0.0.1",
      autoAdvertise: true,
    });
  });

  const both = { IPAddress: "10.89.0.3", GlobalIPv6Address: "fd00::3" };
  const onNamed = reported({ Networks: { backend: both } });
  const onBridge = reported({ ...both, Networks: { podman: both } });
  const withoutSix = reported({ Networks: { backend: { IPAddress: "10.89.0.3" } } });
  test.each([
    ["container", "on a named network", onNamed, ["backend"], "10.89.0.3", true],
    ["container", "on Podman's bridge", onBridge, [], "10.89.0.3", true],
    ["network", "on a named network", onNamed, ["backend"], "10.89.0.3", true],
    ["network", "on Podman's bridge", onBridge, [], "10.89.0.3", false],
    ["network", "on Podman's bridge with an address of its own", onBridge, ["default"], "10.89.0.3", false],
    ["network", "in a joined namespace", reported(both), [], "10.89.0.3", false],
    ["ipv6", "on a named network", onNamed, ["backend"], "fd00::3", true],
    ["ipv6", "on Podman's bridge", onBridge, [], "fd00::3", true],
    ["ipv6", "without IPv6", withoutSix, ["backend"], "10.89.0.3", false],
  ] as const)("advertises with %s %s", (advertise_address, _, settings, asked, address, autoAdvertise) => {
    const network = networkOverride(settings, asked, { advertise_address });
    expect(network).toEqual({ portMap: {}, address, autoAdvertise });
    const warning = 'advertise_address = "ipv6": the container has no global IPv6 address; services get the node\'s address';
    const warned = advertise_address === "ipv6" && !autoAdvertise;
    expect(advertisedWarning(network, { advertise_address })).toBe(warned ? warning : undefined);
  });

  test("warns of a container without any address", () => {
    expect(advertisedWarning(undefined, { advertise_address: "ipv6" })).toContain("no global IPv6 address");
    expect(advertisedWarning(undefined, { advertise_address: "network" })).toBeUndefined();
  });
});
