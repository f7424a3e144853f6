import { expect, test } from "bun:test";
import { listedChecksum, taskImage } from "../../../src/translate/images/image-import.ts";
import { taskOptions } from "../../fixtures/task-input.ts";

const directory = "/var/nomad/alloc/b640480f/web";
const digits = "0123456789ABCDEF".repeat(4);

function imported(block: Readonly<Record<string, unknown>>) {
  return taskImage(taskOptions({ image: "docker://localhost/rootfs:1", import: block }), directory);
}

test.each([
  ["https://images.example/v1/rootfs.tar.xz", { kind: "archive-url", url: "https://images.example/v1/rootfs.tar.xz" }],
  ["local/rootfs.tar", { kind: "archive-file", path: `${directory}/local/rootfs.tar`, reference: undefined }],
  ["/srv/a:b.tar", { kind: "archive-file", path: "/srv/a:b.tar", reference: undefined }],
])("import.source = %s is an archive for the image without its transport", (source, archive) => {
  expect(imported({ source })).toEqual({
    kind: "import",
    reference: "localhost/rootfs:1",
    archive,
    check: undefined,
    force: false,
    command: undefined,
  } as never);
});

test("a path out of the allocation is an error", () => {
  expect(() => imported({ source: "../../other/rootfs.tar" })).toThrow(
    /^import.source = ".*": its path leads out of the alloc/,
  );
});

test("without the block the image is what its name says", () => {
  expect(taskImage(taskOptions({ image: "localhost/rootfs:1" }), directory)).toMatchObject({ kind: "registry" });
});

test.each([
  [
    "https://u:p@images.example/v1/rootfs.tar.xz?token=t",
    {},
    "rootfs.tar.xz",
    ["https://u:p@images.example/v1/SHA256SUMS", "https://u:p@images.example/v1/rootfs.tar.xz.sha256?token=t"],
  ],
  [
    "https://images.example/a%20b.tar",
    {},
    "a b.tar",
    ["https://images.example/SHA256SUMS", "https://images.example/a%20b.tar.sha256"],
  ],
  ["https://images.example/v1/a.tar", { checksum_url: "https://sums.example/SUMS" }, "a.tar", ["https://sums.example/SUMS"]],
  ["local/a.tar", { checksum_url: "https://sums.example/SUMS" }, "a.tar", ["https://sums.example/SUMS"]],
] as const)("the checksum of %s with %j is searched for", (source, more, file, urls) => {
  for (const verify of ["checksum", "signature"]) {
    const check = { kind: "published", urls, file, signed: verify === "signature" };
    expect(imported({ source, verify, ...more })).toMatchObject({ check } as never);
  }
});

test.each(["sha256", "sha512"])("a %s checksum of the job is compared in lower case", (algorithm) => {
  const text = algorithm === "sha256" ? digits : digits.repeat(2);
  const check = { kind: "given", checksum: { algorithm, digits: text.toLowerCase() } };
  expect(imported({ source: "local/a.tar", checksum: `${algorithm}:${text}` })).toMatchObject({ check } as never);
});

test.each([
  [`${digits}  a.tar\n`, digits.toLowerCase()],
  [`${"0".repeat(64)}  b.tar\r\n${digits} *a.tar\r\n`, digits.toLowerCase()],
  [`${digits}  ./a.tar`, digits.toLowerCase()],
  [`${digits}\n`, digits.toLowerCase()],
  [`${digits}\n${digits}\n`, undefined],
  [`${digits}  b.tar\n`, undefined],
  [`${digits}  aa.tar\n${digits}  a.tar.gz\n`, undefined],
  ["<html>not found</html>", undefined],
  ["", undefined],
])("listedChecksum() of %j is %p", (list, found) => {
  expect(listedChecksum(list, "a.tar")).toBe(found as never);
});
