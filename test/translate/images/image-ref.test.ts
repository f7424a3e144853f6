import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { isDriverError } from "../../../src/core/errors.ts";
import { parseImage, pullDecision, type RegistryImage, registryHost } from "../../../src/translate/images/image-ref.ts";

const directory = "/var/nomad/alloc/a/web";
const digest = `sha256:${"a".repeat(64)}`;

function registry(reference: string, host: string | undefined, localOnly = false): RegistryImage {
  return { kind: "registry", reference, registry: host, localOnly };
}

describe("parseImage()", () => {
  test.each([
    ["redis", registry("redis", undefined)],
    ["redis:7", registry("redis:7", undefined)],
    ["library/redis", registry("library/redis", undefined)],
    ["docker://redis", registry("redis", undefined)],
    ["docker://docker.io/library/redis:7", registry("docker.io/library/redis:7", "docker.io")],
    ["quay.io/org/app", registry("quay.io/org/app", "quay.io")],
    ["127.0.0.1:5000/app:1", registry("127.0.0.1:5000/app:1", "127.0.0.1:5000")],
    ["registry:5000/app", registry("registry:5000/app", "registry:5000")],
    ["[::1]:5000/app", registry("[::1]:5000/app", "[::1]:5000")],
    [`quay.io/app@${digest}`, registry(`quay.io/app@${digest}`, "quay.io")],
    [`quay.io/app:1@${digest}`, registry(`quay.io/app:1@${digest}`, "quay.io")],
    ["localhost/app:1", registry("localhost/app:1", "localhost", true)],
    ["localhost:5000/app:1", registry("localhost:5000/app:1", "localhost:5000")],
    [digest, registry(digest, undefined, true)],
    ["docker-archive:image.tar", { kind: "archive-file", path: `${directory}/image.tar`, reference: undefined }],
    ["docker-archive:/srv/image.tar:app:1", { kind: "archive-file", path: "/srv/image.tar", reference: "app:1" }],
    ["oci-archive:local/image.tar:latest", { kind: "archive-file", path: `${directory}/local/image.tar`, reference: "latest" }],
    ["docker-archive:image.tar:@0", { kind: "archive-file", path: `${directory}/image.tar`, reference: undefined }],
    [
      "docker-archive:../alloc/image.tar",
      { kind: "archive-file", path: "/var/nomad/alloc/a/alloc/image.tar", reference: undefined },
    ],
    ["oci-archive:https://host/image.tar", { kind: "archive-url", url: "https://host/image.tar" }],
    ["docker-archive:http://host:8080/a/image.tar?x=1", { kind: "archive-url", url: "http://host:8080/a/image.tar?x=1" }],
  ])("reads %s", (image, source) => {
    expect(parseImage(image, directory)).toEqual(source as ReturnType<typeof parseImage>);
  });

  test.each([
    ["", /not an image reference/],
    ["Redis", /^image = "Redis": a name must be in lower case: write "redis"$/],
    ["docker.io/Library/Redis:7-Alpine", /write "docker\.io\/library\/redis:7-Alpine"$/],
    [`Reg.Example:5000/Team/App@sha256:${"a".repeat(64)}`, /write "Reg\.Example:5000\/team\/app@sha256:a{64}"$/],
    ["Re dis", /not an image reference/],
    ["sha256:deadbeef0123", /^image = "sha256:deadbeef0123": an ID behind "sha256:" has 64 digits: write all of them, or/],
    ["bad://user:s3cret@host/image", /^image = "bad:\/\/…@host\/image": its transport is not known/],
    ["redis:", /not an image reference/],
    ["red is", /not an image reference/],
    ["redis@sha256:abc", /not an image reference/],
    ["ftp://host/image", /transport is not known/],
    ["containers-storage:redis", /"containers-storage:"/],
    ["dir:/srv/image", /"dir:"/],
    ["docker-archive:", /path of the archive is missing/],
    ["docker-archive:x.tar:Bad Ref", /"Bad Ref"/],
    ["docker-archive:x.tar:@1", /by name only/],
    ["docker-archive:../../b/web/local/x.tar", /out of the allocation/],
    ["docker-archive:..", /out of the allocation/],
    ["docker-archive:https://user:secret@:x/image.tar", /^image = "docker-archive:https:\/\/…": the URL cannot be read/],
    ["a".repeat(5000), /longer than 4096/],
  ])("refuses %p", (image, message) => {
    expect(() => parseImage(image, directory)).toThrow(message);
  });

  test.each([
    "https://user:hidden@host/image",
    "docker://user:hidden@host/image",
    "user:hidden@host/image",
    "docker://user:hid/hidden@host/image:1",
    "docker-archive:HTTPS://user:hidden@:x/image.tar",
    "docker-archive:ftp://user:hidden@host/image.tar",
    "oci:https://user:hidden@host/image.tar",
    "https://host/image.tar?token=hidden",
    `docker://user:hidden${"n".repeat(5000)}@host/image`,
  ])("shows no password of %s", (image) => {
    expect(() => parseImage(image, directory)).toThrow(/^(?!.*hidden).*image = "/);
  });

  test("returns an image or throws a DriverError for any text, quickly", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z0-9.:/@_-]{0,200}$/)), (image) => {
        try {
          parseImage(image, directory);
        } catch (error) {
          expect(isDriverError(error, "invalidConfig")).toBe(true);
        }
      }),
    );
  });
});

test.each([
  ["redis", undefined],
  ["org/redis", undefined],
  ["localhost/redis", "localhost"],
  ["host:1/redis", "host:1"],
  ["quay.io/a/b", "quay.io"],
] as const)("registryHost(%s) is %p", (reference, host) => {
  expect(registryHost(reference)).toBe(host);
});

describe("pullDecision()", () => {
  const remote = registry("quay.io/app", "quay.io");
  const local = registry("localhost/app", "localhost", true);
  test.each([
    [remote, "missing", false, false, "missing"],
    [remote, "missing", false, true, undefined],
    [remote, "missing", true, true, "always"],
    [remote, "missing", true, false, "missing"],
    [remote, "always", false, true, "always"],
    [remote, "newer", false, true, "newer"],
    [remote, "never", false, true, undefined],
    [local, "missing", false, true, undefined],
    [local, "always", true, true, undefined],
  ] as const)("%j %s, platform %p, present %p: %p", (image, policy, platformSet, present, expected) => {
    expect(pullDecision({ image, policy, platformSet, present })).toBe(expected);
  });

  test.each([
    [remote, "never", /pull_policy is "never"/],
    [local, "missing", /localhost\/ is never pulled/],
    [local, "always", /localhost\/ is never pulled/],
    [
      registry("a".repeat(64), undefined, true),
      "missing",
      /^image = "a{64}": not on this node, and nothing can be pulled by its id/,
    ],
  ] as const)("refuses %j %s when it is not there", (image, policy, message) => {
    expect(() => pullDecision({ image, policy, platformSet: false, present: false })).toThrow(message);
  });
});
