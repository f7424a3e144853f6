import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { PodmanService } from "./podman-service.ts";
import { check } from "./run.ts";

/** An image made from files of this machine's Debian packages: no registry is asked. */
export interface ImageRecipe {
  /** The reference that it gets, `localhost/name:tag`. */
  readonly reference: string;
  /** Programs by their path in the image, each with the libraries that it loads; every image also holds busybox with all its names. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Text files by their path in the image; executable when they begin with `#!`. */
  readonly files?: Readonly<Record<string, string>>;
  /** Directories by their path in the image. */
  readonly directories?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
}

/** Builds the image's root file system below `directory` and imports it into the Podman. */
export async function makeImage(podman: Pick<PodmanService, "podman">, recipe: ImageRecipe, directory: string): Promise<void> {
  const root = join(directory, `image-${recipe.reference.replace(/[^a-z0-9]+/g, "-")}`);
  rmSync(root, { recursive: true, force: true });
  for (const folder of ["bin", "etc", "usr/bin", "usr/local/bin", "root", "var", ...(recipe.directories ?? [])]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  mkdirSync(join(root, "tmp"));
  chmodSync(join(root, "tmp"), 0o1777);
  await installBusybox(root);
  for (const [path, program] of Object.entries(recipe.programs ?? {})) {
    await installProgram(root, path, program);
  }
  const files = {
    "/etc/passwd": "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n",
    "/etc/group": "root:x:0:\nnogroup:x:65534:\n",
    ...recipe.files,
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: text.startsWith("#!") ? 0o755 : 0o644 });
  }
  const archive = `${root}.tar`;
  await check(["tar", "-C", root, "-c", "-f", archive, "."]);
  const changes = [
    ...(recipe.entrypoint === undefined ? [] : ["--change", `ENTRYPOINT ${JSON.stringify(recipe.entrypoint)}`]),
    ...(recipe.command === undefined ? [] : ["--change", `CMD ${JSON.stringify(recipe.command)}`]),
  ];
  await podman.podman("import", ...changes, archive, recipe.reference);
  rmSync(root, { recursive: true, force: true });
  rmSync(archive, { force: true });
}

/** Puts busybox below `root`/bin, with all its names. */
export async function installBusybox(root: string): Promise<void> {
  copyFileSync("/bin/busybox", join(root, "bin/busybox"));
  chmodSync(join(root, "bin/busybox"), 0o755);
  const names = (await check(["/bin/busybox", "--list"])).split("\n").filter((name) => name !== "" && name !== "busybox");
  for (const name of names) {
    symlinkSync("busybox", join(root, "bin", name));
  }
}

async function installProgram(root: string, target: string, program: string): Promise<void> {
  const libraries = [...(await check(["ldd", program])).matchAll(/(?:=> )?(\/\S+) \(0x/g)].map((match) => match[1] ?? "");
  for (const [path, source] of [[target, program], ...libraries.map((library) => [library, library])] as [string, string][]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    // By content, so that neither a symbolic link nor a merged /usr of this machine matters in the image.
    writeFileSync(join(root, path), readFileSync(realpathSync(source)), { mode: statSync(source).mode & 0o777 });
  }
}
