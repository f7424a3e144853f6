/**
 * The bill of materials of an executable, in CycloneDX's JSON: the packages that it has code of and the runtime that it is
 * made from. It has neither date nor serial number, so that two builds of one commit give the same.
 */
import type { LockedPackage } from "./lock-file.ts";

/** What a bill is about. */
export interface BuiltProgram {
  readonly version: string;
  readonly packages: readonly LockedPackage[];
  /** Bun for the machine that the program runs on. */
  readonly runtime: Runtime;
}

/** A package of Bun, such as `@oven/bun-linux-x64`. */
export interface Runtime {
  readonly name: string;
  readonly version: string;
  readonly integrity: string | undefined;
}

const program = "nomad-driver-podman";

/** The text of the bill. */
export function billOfMaterials({ version, packages, runtime }: BuiltProgram): string {
  const self = { type: "application", "bom-ref": program, name: program, version, licenses: licenses("MPL-2.0") };
  const bill = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: self },
    components: [component(runtime, "platform", "MIT"), ...packages.map((each) => component(each, "library", each.license))],
    dependencies: dependencies(packages, runtime),
  };
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

type Named = Pick<Runtime, "name" | "version" | "integrity">;

function component({ name, version, integrity }: Named, type: "library" | "platform", license: string | undefined): object {
  const purl = packageUrl({ name, version });
  return {
    type,
    "bom-ref": purl,
    name,
    version,
    ...(license !== undefined && { licenses: licenses(license) }),
    ...(integrity !== undefined && { hashes: [{ alg: "SHA-512", content: hexDigest(integrity) }] }),
    purl,
  };
}

function licenses(expression: string): readonly object[] {
  return [/\s/.test(expression) ? { expression } : { license: { id: expression } }];
}

function packageUrl({ name, version }: Pick<Named, "name" | "version">): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function hexDigest(integrity: string): string {
  return Buffer.from(integrity.replace(/^sha512-/, ""), "base64").toString("hex");
}

function dependencies(packages: readonly LockedPackage[], runtime: Runtime): readonly object[] {
  const inside = new Map(packages.map((each) => [each.name, packageUrl(each)]));
  const asked = new Set(packages.flatMap((each) => each.dependencies));
  const own = packages.filter(({ name }) => !asked.has(name)).map(packageUrl);
  return [
    { ref: program, dependsOn: [packageUrl(runtime), ...own] },
    { ref: packageUrl(runtime), dependsOn: [] },
    ...packages.map((each) => ({
      ref: packageUrl(each),
      dependsOn: each.dependencies.flatMap((name) => inside.get(name) ?? []),
    })),
  ];
}
