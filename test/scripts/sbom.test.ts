import { expect, test } from "bun:test";
import { join } from "node:path";
import { lockedPackages } from "../../scripts/lock-file.ts";
import { runtimePackage } from "../../scripts/runtime-package.ts";
import { billOfMaterials } from "../../scripts/sbom.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { repository } from "../lab/paths.ts";
import { run } from "../lab/run.ts";
import { scratchDirectory } from "../lab/scratch.ts";

const cleanup = forFile(new Cleanup());
const packages = lockedPackages().filter(({ name }) => ["@grpc/grpc-js", "@js-sdsl/ordered-map", "valibot"].includes(name));
const bill = JSON.parse(billOfMaterials({ version: "0.1.0", packages, runtime: runtimePackage("bun-linux-x64") }));

test("the bill of materials is a CycloneDX document about the executable, without a date", () => {
  expect(bill).toMatchObject({
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", name: "nomad-driver-podman", version: "0.1.0" } },
  });
  expect(Object.keys(bill.metadata)).toEqual(["component"]);
});

test("each component of the bill has an address, a digest and a licence", () => {
  expect(bill.components.map(({ name }: { name: string }) => name)).toEqual([
    "@oven/bun-linux-x64",
    "@grpc/grpc-js",
    "@js-sdsl/ordered-map",
    "valibot",
  ]);
  for (const component of bill.components) {
    expect(component).toEqual({
      type: component.name.startsWith("@oven/") ? "platform" : "library",
      "bom-ref": component.purl,
      name: component.name,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      licenses: [{ license: { id: expect.any(String) } }],
      hashes: [{ alg: "SHA-512", content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
      purl: `pkg:npm/${component.name.replace("@", "%40")}@${component.version}`,
    });
  }
});

test("the graph of the bill names each component once, and nothing else", () => {
  const refs = ["nomad-driver-podman", ...bill.components.map((each: { purl: string }) => each.purl)];
  expect(bill.dependencies.map(({ ref }: { ref: string }) => ref)).toEqual(refs);
  const named = bill.dependencies.flatMap(({ dependsOn }: { dependsOn: string[] }) => dependsOn);
  expect(named.toSorted()).toEqual(refs.slice(1).toSorted());
});

test("a downloaded runtime that is not the pinned one is refused, with both digests", async () => {
  const file = join(scratchDirectory(cleanup), "bun.tgz");
  await Bun.write(file, "not Bun");
  const script = join(repository, "scripts/runtime-package.ts");
  const { exitCode, stderr } = await run([process.execPath, script, "bun-linux-x64-baseline", file]);
  expect(exitCode).toBe(1);
  expect(stderr).toContain(`not ${runtimePackage("bun-linux-x64-baseline").integrity}`);
});

test.each(["bun-linux-x64", "bun-linux-x64-baseline", "bun-linux-aarch64", "bun-linux-x64-musl", "bun-linux-aarch64-musl"])(
  "the runtime %s is pinned at the version that builds",
  (name) => expect(runtimePackage(name).integrity).toStartWith("sha512-"),
);
