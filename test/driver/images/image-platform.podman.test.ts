import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { nameOf } from "../../lab/lifecycle-lab.ts";
import { pushImage, startRegistry } from "../../lab/registry.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { insecure, openImageLab } from "./image-lab.ts";

setDefaultTimeout(90_000);

const platforms = [
  { which: "1", arch: "amd64" },
  { which: "2", arch: "arm64", variant: "v8" },
  { which: "3", arch: "arm", variant: "v6" },
  { which: "4", arch: "arm", variant: "v7" },
];

const podman = await startPodmanService();
const lab = forFile(openImageLab(podman));
const registry = await startRegistry(lab.cleanup, lab.directory);
const image = await pushIndex("several:1");

async function pushIndex(name: string): Promise<string> {
  const files = join(lab.directory, "files.tar");
  const container = (await podman.podman("create", podman.image, "true")).trim();
  await podman.podman("export", "--output", files, container);
  await podman.podman("rm", container);
  const index = `localhost/${name}`;
  await podman.podman("manifest", "create", index);
  for (const { which, arch, variant } of platforms) {
    const flags = ["--arch", arch, "--change", `ENV WHICH=${which}`, ...(variant === undefined ? [] : ["--variant", variant])];
    await podman.podman("import", "--quiet", ...flags, files, `localhost/part-${which}:1`);
    await podman.podman("manifest", "add", index, `containers-storage:localhost/part-${which}:1`);
  }
  await podman.podman("manifest", "push", "--all", "--tls-verify=false", index, `docker://${registry.host}/${name}`);
  await podman.podman("manifest", "rm", index);
  for (const { which } of platforms) await podman.podman("rmi", "--force", `localhost/part-${which}:1`);
  return `${registry.host}/${name}`;
}

function task(options: Readonly<Record<string, unknown>>, script = 'exit "$WHICH"') {
  return lab.task(script, { image, auth: insecure, ...options });
}

test.each([
  { options: {}, code: 1 },
  { options: { arch: "arm64" }, code: 2 },
  { options: { arch: "aarch64" }, code: 2 },
  { options: { os: "linux", arch: "arm64", variant: "v8" }, code: 2 },
  { options: { arch: "arm", variant: "v6" }, code: 3 },
  { options: { arch: "arm", variant: "v7" }, code: 4 },
  { options: { os: "linux" }, code: 1 },
  { options: { arch: "x86_64" }, code: 1 },
  { options: { arch: "amd64" }, code: 1 },
])("a task with $options is given the image for that, though one of its name is here", async ({ options, code }) => {
  const each = task(options);
  expect(await lab.run(each)).toBe(code);
  expect(lab.messages(each).filter((message) => message.startsWith("Warning"))).toEqual([]);
});

test.each([{ arch: "s390x" }, { arch: "arm64", variant: "v9" }, { os: "plan9" }])(
  "a platform that the registry does not have (%j) fails finally, and says which options to correct",
  async (options) => {
    const error = await lab.failure(task(options));
    expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
    expect(error.message).toMatch(
      /no image found in .*; the registry has the image for other platforms only: correct arch, os and variant$/,
    );
  },
);

test("tasks of several platforms that start at the same time are each given theirs", async () => {
  const wanted = platforms.flatMap((platform) => [platform, platform]);
  const tasks = wanted.map(({ arch, variant }) => task({ arch, ...(variant === undefined ? {} : { variant }) }));
  const codes = await Promise.all(tasks.map((each) => lab.run(each)));
  expect(codes).toEqual(wanted.map(({ which }) => Number(which)));
});

test("a container of one platform is shown with the image's name", async () => {
  const each = task({ arch: "arm64" });
  await lab.run(each);
  expect((await podman.podman("inspect", "--format", "{{.ImageName}}", nameOf(each))).trim()).toBe(image);
});

test("an image that the registry has for one platform only is taken with a warning", async () => {
  const single = await pushImage(podman, registry, "single:1");
  const each = task({ image: single, arch: "arm64" }, "exit 3");
  expect(await lab.run(each)).toBe(3);
  const warning = `Warning: image ${single} is for linux/amd64, not arm64: the registry has it for that platform only`;
  expect(lab.messages(each)).toContain(warning);
});
