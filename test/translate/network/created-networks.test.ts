import { expect, test } from "bun:test";
import { createdNetworks } from "../../../src/translate/network/created-networks.ts";
import { build, type InputOverrides } from "../../fixtures/task-input.ts";

const networks = (...blocks: readonly object[]): InputOverrides => ({ options: { networks: blocks } });
const body = { driver: "bridge", labels: { "com.hashicorp.nomad.created": "true" } };

test("only networks with create are made, and the container's label names them", () => {
  const { spec, networks: made } = build(networks({ name: "a" }, { name: "b", create: true }, { name: "c", create: true }));
  expect(made).toEqual([
    { ...body, name: "b", dns_enabled: true },
    { ...body, name: "c", dns_enabled: true },
  ] as never);
  expect(createdNetworks(spec.labels ?? {})).toEqual(["b", "c"]);
  expect(Object.keys(spec.Networks ?? {})).toEqual(["a", "b", "c"]);
  expect(createdNetworks(build(networks({ name: "a" })).spec.labels ?? {})).toEqual([]);
});

test("a subnet and who gives the addresses are the network's", () => {
  const { networks: made } = build(networks({ name: "b", create: true, subnet: "10.89.7.0/24", ipam_driver: "none" }));
  const more = { dns_enabled: false, subnets: [{ subnet: "10.89.7.0/24" }], ipam_options: { driver: "none" } };
  expect(made).toEqual([{ ...body, name: "b", ...more }] as never);
});

test("a bridge of the node is left as it is, and an error where Podman would delete it", () => {
  const given = networks({ name: "lan", create: true, bridge: "br0" });
  const unmanaged = { dns_enabled: false, network_interface: "br0", options: { mode: "unmanaged" } };
  expect(build({ ...given, host: { podmanVersion: "5.4.0" } }).networks).toEqual([
    { ...body, name: "lan", ...unmanaged },
  ] as never);
  expect(() => build({ ...given, host: { podmanVersion: "4.3.1" } })).toThrow(
    'networks.bridge = "br0": it needs Podman 5.4 (this is 4.3.1): create a macvlan network on "br0"',
  );
});

test("a bridge of the node is refused where jobs may not share its namespaces", () => {
  const given = { ...networks({ name: "lan", create: true, bridge: "br0" }), plugin: { allow_host_namespaces: false } };
  expect(() => build(given)).toThrow(/^networks.bridge = "br0": not allowed on this node: .*allow_host_namespaces/);
  expect(() => build({ ...networks({ name: "zone", create: true }), plugin: { allow_host_namespaces: false } })).not.toThrow();
});
