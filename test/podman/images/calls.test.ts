import { expect, test } from "bun:test";
import type { PodmanClient } from "../../../src/podman/client.ts";
import type { PullOptions } from "../../../src/podman/images/pull-stream.ts";
import { exchange } from "../../fakes/exchange.ts";
import { empty, failure, json, lines } from "../../fakes/fake-podman.ts";

const base = "/v4.0.0/libpod/images";
const signal = new AbortController().signal;

test("inspect reads an image, whose config 4.3.1 leaves empty after an import", async () => {
  const reply = {
    Id: "sha256:3934",
    Os: "linux",
    Architecture: "amd64",
    Config: {},
    Labels: null,
    RepoTags: ["localhost/busybox:1"],
  };
  const { result, requests } = await exchange(json(reply), (podman) => podman.images.inspect("localhost/busybox:1"));
  expect(requests).toEqual([`GET ${base}/localhost%2Fbusybox%3A1/json`]);
  expect(result).toEqual({
    id: "3934",
    os: "linux",
    architecture: "amd64",
    workingDirectory: "/",
    program: [],
    names: ["localhost/busybox:1"],
  });
});

test("inspect reads what the image's containers start, and where", async () => {
  const reply = { Id: "3934", Config: { WorkingDir: "/app", Entrypoint: ["/e"], Cmd: ["a", "b"] } };
  const { result } = await exchange(json(reply), (podman) => podman.images.inspect("a"));
  expect(result).toMatchObject({ workingDirectory: "/app", program: ["/e", "a", "b"] });
});

test("inspect answers undefined for an image that is not there", async () => {
  const answer = failure(404, "image not known", "failed to find image nope");
  expect((await exchange(answer, (podman) => podman.images.inspect("nope"))).result).toBeUndefined();
});

test.each([
  [true, empty(204)],
  [false, failure(404, "failed to find image nope")],
])("exists answers %p", async (found, answer) => {
  const { result, requests } = await exchange(answer, (podman) => podman.images.exists("nope"));
  expect(result).toBe(found);
  expect(requests).toEqual([`GET ${base}/nope/exists`]);
});

test("exists passes on what is neither yes nor no", async () => {
  await expect(exchange(failure(500, "boom"), (podman) => podman.images.exists("nope"))).rejects.toMatchObject({
    code: "podmanFailed",
  });
});

test.each([
  { what: "two images", reply: [{ Id: "3934" }, { Id: "sha256:4045" }], ids: ["3934", "4045"] },
  { what: "no image, for which Go says null", reply: null, ids: [] },
])("ids lists $what", async ({ reply, ids }) => {
  const { result, requests } = await exchange(json(reply), (podman) => podman.images.ids());
  expect(requests).toEqual([`GET ${base}/json?all=true`]);
  expect(result).toEqual(ids);
});

/** A pull to its end: its progress, and its id. */
async function pulled(podman: PodmanClient, options: Omit<PullOptions, "signal">) {
  const progress: string[] = [];
  const pull = podman.images.pull("docker.io/library/redis:7", { signal, ...options });
  for (let step = await pull.next(); ; step = await pull.next()) {
    if (step.done) return { progress, id: step.value };
    progress.push(step.value.text);
  }
}

const success = lines(
  { stream: "Trying to pull…\n" },
  { stream: "" },
  { stream: "Copying blob\n" },
  { images: ["a", "b"], id: "b" },
);

test("pull gives the progress and the last id", async () => {
  const { result, requests, last } = await exchange(success, (podman) => pulled(podman, { policy: "missing" }));
  expect(result).toEqual({ progress: ["Trying to pull…", "Copying blob"], id: "b" });
  expect(requests).toEqual([`POST ${base}/pull?reference=docker.io/library/redis:7&policy=missing`]);
  expect(last.headers["x-registry-auth"]).toBeUndefined();
});

test("pull sends platform and TLS as Podman names them", async () => {
  const options = { policy: "always", tlsVerify: false, arch: "arm64", os: "linux", variant: "v8" } as const;
  const { requests } = await exchange(success, (podman) => pulled(podman, options));
  expect(requests).toEqual([
    `POST ${base}/pull?reference=docker.io/library/redis:7&policy=always&tlsVerify=false&Arch=arm64&OS=linux&Variant=v8`,
  ]);
});

test.each([
  [
    { username: "u", password: "p>>>???ü" },
    { username: "u", password: "p>>>???ü" },
  ],
  [{ identityToken: "t" }, { identitytoken: "t" }],
])("pull sends %j in the header, base64url, and nowhere else", async (credentials, sent) => {
  const { requests, last } = await exchange(success, (podman) => pulled(podman, { policy: "always", credentials }));
  const header = last.headers["x-registry-auth"] ?? "";
  expect(header).toMatch(/^[\w-]+=*$/);
  expect(JSON.parse(Buffer.from(header, "base64url").toString())).toEqual(sent);
  expect(`${requests.join()}${last.body}`).not.toContain(header.slice(0, 8));
});

test("pull fails with Podman's text in one line", async () => {
  const error = "reading manifest 1 in docker.io/library/nope: errors:\ndenied: requested access to the resource is denied";
  const failed = exchange(lines({ stream: "Trying" }, { error }), (podman) => pulled(podman, { policy: "always" }));
  await expect(failed).rejects.toMatchObject({ code: "imageFailed", message: error.replaceAll("\n", " ") });
});

test("pull fails with the error although an id came before it", async () => {
  const answer = lines({ id: "a", images: ["a"] }, { error: "no space left on device" });
  await expect(exchange(answer, (podman) => pulled(podman, { policy: "always" }))).rejects.toMatchObject({
    code: "imageFailed",
  });
});

test("pull that names no image is a bad reply", async () => {
  await expect(exchange(lines(), (podman) => pulled(podman, { policy: "always" }))).rejects.toMatchObject({ code: "badReply" });
});

test.each([
  ["a stream", () => new Blob(["archive"]).stream()],
  ["a blob", () => new Blob(["archive"])],
])("load sends the archive from %s and answers its names", async (_, archive) => {
  const { result, requests, last } = await exchange(json({ Names: ["localhost/a:1"] }), (podman) =>
    podman.images.load(archive(), { signal }),
  );
  expect(result).toEqual(["localhost/a:1"]);
  expect(requests).toEqual([`POST ${base}/load`]);
  expect(last.body).toBe("archive");
  expect(last.headers["content-type"]).toBe("application/x-tar");
});

test.each([
  ["there", json({ Deleted: ["a"] })],
  ["missing", failure(404, "image not known")],
])("remove succeeds for an image that is %s", async (_, answer) => {
  expect((await exchange(answer, (podman) => podman.images.remove("a:1"))).requests).toEqual([`DELETE ${base}/a%3A1`]);
});

test.each([
  { command: undefined, changes: "" },
  { command: ["/bin/sh", "-c", "a b"], changes: '&changes=CMD ["/bin/sh","-c","a b"]' },
])("import of a tar answers the id, with the command as JSON: $command", async ({ command, changes }) => {
  const options = { signal, reference: "localhost/a:1", message: "of a test", command };
  const { result, requests } = await exchange(json({ Id: "sha256:3934" }), (podman) =>
    podman.images.import(new Blob(["tar"]), options),
  );
  expect(result).toBe("3934");
  expect(requests).toEqual([`POST ${base}/import?reference=localhost/a:1&message=of a test${changes}`]);
});
