import { expect, test } from "bun:test";
import { exchange } from "../../fakes/exchange.ts";
import { empty, failure, json } from "../../fakes/fake-podman.ts";

const base = "/v4.0.0/libpod/networks";

test("inspect reads a network", async () => {
  const reply = {
    name: "podman",
    id: "2f25",
    driver: "bridge",
    network_interface: "podman0",
    created: "2026-11-21T05:26:26Z",
    subnets: [{ subnet: "10.88.0.0/16", gateway: "10.88.0.1" }],
    ipv6_enabled: false,
    internal: true,
    dns_enabled: false,
    labels: { team: "web" },
  };
  const { result, requests } = await exchange(json(reply), (podman) => podman.networks.inspect("podman"));
  expect(requests).toEqual([`GET ${base}/podman/json`]);
  expect(result).toEqual({ subnets: [{ subnet: "10.88.0.0/16", gateway: "10.88.0.1" }], labels: { team: "web" } });
});

test("inspect answers undefined for a network that is not there", async () => {
  expect((await exchange(failure(404, "network not found"), (podman) => podman.networks.inspect("x"))).result).toBeUndefined();
});

test.each([
  [
    [{ name: "podman" }, { name: "backend", subnets: [] }],
    ["podman", "backend"],
  ],
  [null, []],
])("list names the networks of %j", async (reply, names) => {
  const { result, requests } = await exchange(json(reply), (podman) => podman.networks.list());
  expect(requests).toEqual([`GET ${base}/json`]);
  expect(result).toEqual(names);
});

test.each([
  ["is made", json({ name: "zone" })],
  ["is there already", failure(409, "network already exists")],
])("create succeeds for a network that %s", async (_, answer) => {
  const body = { name: "zone", driver: "bridge", dns_enabled: true, labels: {} } as const;
  const { requests, last } = await exchange(answer, (podman) => podman.networks.create(body));
  expect(requests).toEqual([`POST ${base}/create`]);
  expect(JSON.parse(last.body)).toEqual(body);
});

test("remove succeeds for a network that is there or missing, and fails for one that is used", async () => {
  for (const answer of [empty(200), failure(404, "network not found")]) {
    expect((await exchange(answer, (podman) => podman.networks.remove("zone"))).requests).toEqual([`DELETE ${base}/zone`]);
  }
  const used = exchange(failure(500, "network is being used"), (podman) => podman.networks.remove("zone"));
  await expect(used).rejects.toMatchObject({ code: "podmanFailed" });
});
