import { expect, test } from "bun:test";
import { qualifiedImage } from "../../src/dialects/docker/image.ts";
import { translated } from "./docker-task.ts";

test.each([
  ["redis", "docker.io/library/redis"],
  ["redis:7", "docker.io/library/redis:7"],
  ["grafana/loki:3", "docker.io/grafana/loki:3"],
  ["https://ghcr.io/a/b:1", "ghcr.io/a/b:1"],
  ["localhost/busybox:1", "localhost/busybox:1"],
  ["registry:5000/a", "registry:5000/a"],
  ["a".repeat(64), "a".repeat(64)],
])("qualifiedImage() makes of %s %s", (image, name) => {
  expect(qualifiedImage(image)).toBe(name);
});

test("only the newest image is pulled at each start", () => {
  const policy = (image: string) => translated({ image }).body["pull_policy"];
  expect(["redis", "redis:latest", "registry:5000/a"].map(policy)).toEqual(["always", "always", "always"]);
  const digest = `redis@sha256:${"0".repeat(64)}`;
  expect(["redis:7", "localhost/a", digest, "a".repeat(64)].map(policy)).toEqual([undefined, undefined, undefined, undefined]);
});

test("load takes the image out of an archive of the task", () => {
  expect(translated({ image: "redis", load: "redis.tar" }).body).toMatchObject({
    image: "docker-archive:local/redis.tar:docker.io/library/redis",
  });
  expect(translated({ load: "redis.tar" }).body).not.toHaveProperty("pull_policy");
});

test("auth keeps what the Podman driver knows", () => {
  const auth = { username: "a", password: "b", email: "c@d.example", server_address: "registry.example", tls_verify: false };
  const { email: _, ...known } = auth;
  expect(translated({ auth }).body["auth"]).toEqual(known);
});

test.each([
  ["localhost:5000/app:1", false],
  ["127.0.0.1:5000/app:1", false],
  ["[::1]:5000/app:1", false],
  ["localhost/app:1", undefined],
  ["localhost.example:5000/app:1", undefined],
  ["127.0.0.1.example/app:1", undefined],
  ["app", undefined],
])("plain HTTP is taken from registries on the node only: %s", (image, verify) => {
  expect(translated({ image }).body["auth"]).toEqual(verify === undefined ? undefined : { tls_verify: false });
  expect(translated({ image, auth: { username: "a", tls_verify: true } }).body["auth"]).toMatchObject({ tls_verify: true });
});
