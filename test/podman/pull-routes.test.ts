import { expect, test } from "bun:test";
import type { PodmanClient } from "../../src/podman/client.ts";
import type { PullOptions, PullProgress } from "../../src/podman/images/pull-stream.ts";
import { exchange } from "../fakes/exchange.ts";
import { failure, json, lines } from "../fakes/fake-podman.ts";

const signal = new AbortController().signal;
const reference = "registry.example/app:1";

async function pulled(podman: PodmanClient, options: Partial<PullOptions> = {}) {
  const progress: PullProgress[] = [];
  const pull = podman.images.pull(reference, { signal, policy: "always", ...options });
  for (let step = await pull.next(); ; step = await pull.next()) {
    if (step.done) return { progress, id: step.value };
    progress.push(step.value);
  }
}

const id = "1234567890ab";
const layer = (status: string, progressDetail: unknown = {}) => ({ status, progressDetail, id: "aaaaaaaaaaaa" });

test.each([
  { route: "docker", options: {}, target: `/v4.0.0/images/create?fromImage=${reference}` },
  {
    route: "docker",
    options: { os: "linux", arch: "arm64", variant: "v8" },
    target: `/v4.0.0/images/create?fromImage=${reference}&platform=linux/arm64/v8`,
  },
  { route: "docker", options: { arch: "arm64" }, target: `/v4.0.0/images/create?fromImage=${reference}&platform=/arm64/` },
  {
    route: "layers",
    options: { policy: "missing", tlsVerify: false, arch: "arm64" },
    target: `/v4.0.0/libpod/images/pull?reference=${reference}&policy=missing&tlsVerify=false&Arch=arm64&compatMode=true`,
  },
] as const)("the route $route with $options is $target", async ({ route, options, target }) => {
  const answer = lines({ status: "Download complete", id, progressDetail: {} });
  const { result, requests } = await exchange(answer, (podman) => pulled(podman, { route, ...options }));
  expect(requests).toEqual([`POST ${target}`]);
  expect(result.id).toBe(id);
});

test("Docker's shape tells of each layer how many bytes have come, and the image in the last line", async () => {
  const answer = lines(
    layer("Pulling fs layer"),
    layer("Downloading", { current: 5, total: -1 }),
    layer("Downloading", { current: 7, total: 9 }),
    layer("Download complete"),
    { status: "Already exists", id: "bbbbbbbbbbbb", progressDetail: null },
    { status: "Pull complete", id, progressDetail: {} },
  );
  const { result } = await exchange(answer, (podman) => pulled(podman, { route: "layers" }));
  const of = (layerId: string, state: string, bytes?: number, total?: number) => ({ id: layerId, state, bytes, total });
  expect(result.progress.map(({ layer: told }) => told as unknown)).toEqual([
    of("aaaaaaaaaaaa", "downloading"),
    of("aaaaaaaaaaaa", "downloading", 5),
    of("aaaaaaaaaaaa", "downloading", 7, 9),
    of("aaaaaaaaaaaa", "done"),
    of("bbbbbbbbbbbb", "done"),
    of(id, "done"),
  ]);
  expect(result.id).toBe(id);
});

test("libpod's own lines tell that a layer has begun, and nothing more", async () => {
  const answer = lines({ stream: `Copying blob sha256:${"a".repeat(64)}\n` }, { images: [id], id });
  const { result } = await exchange(answer, (podman) => pulled(podman));
  const told = { id: "aaaaaaaaaaaa", state: "unmeasured" as const, bytes: undefined, total: undefined };
  expect(result.progress).toEqual([{ text: `Copying blob sha256:${"a".repeat(64)}`, layer: told }]);
});

test.each([
  { what: "a status and its message only", answer: json({ message: "manifest unknown" }, 404) },
  { what: "a status and its text", answer: failure(500, "manifest unknown") },
  {
    what: "a last line",
    answer: lines(layer("Pulling fs layer"), { error: "manifest unknown", errorDetail: {}, progressDetail: {} }),
  },
])("a failure that comes as $what has Podman's words alone", async ({ answer }) => {
  await expect(exchange(answer, (podman) => pulled(podman, { route: "layers" }))).rejects.toMatchObject({
    code: "imageFailed",
    message: "manifest unknown",
  });
});
