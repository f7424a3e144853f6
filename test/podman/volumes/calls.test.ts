import { expect, test } from "bun:test";
import { exchange } from "../../fakes/exchange.ts";
import { empty, failure, json } from "../../fakes/fake-podman.ts";

const base = "/v4.0.0/libpod/volumes";

test("inspect reads a volume", async () => {
  const reply = { Name: "data", Driver: "local", Mountpoint: "/x", Labels: {}, Scope: "local", Options: { type: "tmpfs" } };
  const { result, requests } = await exchange(json(reply), (podman) => podman.volumes.inspect("data"));
  expect(requests).toEqual([`GET ${base}/data/json`]);
  expect(result).toEqual({ Driver: "local", Options: { type: "tmpfs" } });
});

test("inspect answers undefined for a volume that is not there", async () => {
  expect((await exchange(failure(404, "no such volume"), (podman) => podman.volumes.inspect("x"))).result).toBeUndefined();
});

test("create makes a volume", async () => {
  const { requests } = await exchange(empty(201), (podman) => podman.volumes.create({ Name: "data", Driver: "local" }));
  expect(requests).toEqual([`POST ${base}/create`]);
});
