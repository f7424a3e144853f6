import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { check } from "../../lab/run.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { openImageLab } from "./image-lab.ts";

setDefaultTimeout(90_000);

/** Archives of the test image, by form. */
const archives: Record<string, string> = {};

const podman = await startPodmanService();
const lab = forFile(openImageLab(podman));
await podman.podman("tag", podman.image, "localhost/second:2");
const save = async (name: string, ...args: readonly string[]) => {
  const file = join(lab.directory, `${name}.tar`);
  await podman.podman("save", "--quiet", "--output", file, ...args);
  archives[name] = file;
};
await save("docker-archive", "--format", "docker-archive", podman.image);
await save("oci-archive", "--format", "oci-archive", podman.image);
await save("several", "--multi-image-archive", podman.image, "localhost/second:2");
const id = (await podman.podman("image", "inspect", "--format", "{{.Id}}", podman.image)).trim();
await save("nameless", id);
archives["tagged"] = join(lab.directory, "tagged.tar");
await check(["skopeo", "copy", `docker-archive:${archives["docker-archive"]}`, `oci-archive:${archives["tagged"]}:mytag`]);

const forms = ["docker-archive", "oci-archive"];

function archive(name: string): string {
  const file = archives[name];
  if (file === undefined) throw new Error(`there is no archive ${name}`);
  return file;
}

/** Puts an archive into the task's own directory. */
function deliver(task: TaskFixture, name: string): void {
  copyFileSync(archive(name), join(task.config.allocDir, task.config.name, "local/image.tar"));
}

describe("an archive in a file", () => {
  test.each(forms)("of the form %s is loaded from the task's directory", async (form) => {
    const task = lab.task("exit 6", { image: `${form}:local/image.tar` });
    deliver(task, form);
    expect(await lab.run(task)).toBe(6);
    const [loading, loaded] = lab.messages(task);
    expect(loading).toMatch(/^Loading image archive \/.*\/local\/image\.tar$/);
    expect(loaded).toMatch(/^Loaded image localhost\/busybox:1 in [0-9.]+ s$/);
  });

  test.each(forms)("of the form %s is loaded from anywhere on the node", async (form) => {
    expect(await lab.run(lab.task("exit 5", { image: `${form}:${archive(form)}` }))).toBe(5);
  });

  test.each([
    { what: "the second of two", name: "several", form: "docker-archive", reference: "localhost/second:2" },
    { what: "one by its short name", name: "several", form: "docker-archive", reference: "second:2" },
    { what: "the first", name: "several", form: "docker-archive", reference: "@0" },
    { what: "one that has a tag only", name: "tagged", form: "oci-archive", reference: "mytag" },
  ])("gives $what of its images", async ({ name, form, reference }) => {
    expect(await lab.run(lab.task("exit 4", { image: `${form}:${archive(name)}:${reference}` }))).toBe(4);
  });

  test("may hold an image without a name", async () => {
    expect(await lab.run(lab.task("exit 3", { image: `docker-archive:${archive("nameless")}` }))).toBe(3);
  });

  test("that lacks the image says which ones it holds", async () => {
    const error = await lab.failure(lab.task("true", { image: `docker-archive:${archive("several")}:other:1` }));
    expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
    expect(error.message).toContain('it holds localhost/busybox:1, localhost/second:2, not "other:1"');
  });

  test.each(["/dev/zero", "/dev/tty", "fifo"])("that is %s is examined before it is opened, and never read", async (name) => {
    const path = name === "fifo" ? join(lab.directory, "fifo") : name;
    if (name === "fifo") await check(["mkfifo", path]);
    const error = await lab.failure(lab.task("true", { image: `docker-archive:${path}` }));
    expect(error.message).toContain(`${path} could not be loaded: it is not a regular file`);
    expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
  });

  test("that is not there fails with its path and where it is looked for", async () => {
    const error = await lab.failure(lab.task("true", { image: "docker-archive:local/nothing.tar" }));
    expect(error.message).toContain(
      "/local/nothing.tar could not be loaded: it does not exist on the node: put it there with an artifact block, ",
    );
    expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
  });

  test.each([
    { what: "nothing", content: "" },
    { what: "a text", content: "this is no archive" },
    { what: "a compressed archive", content: () => Bun.gzipSync(new Uint8Array(4096)) },
    { what: "half an archive", content: () => Bun.file(archive("docker-archive")).slice(0, 20_000).bytes() },
  ])("that is really $what fails finally, in plain words", async ({ content }) => {
    const task = lab.task("true", { image: "docker-archive:local/image.tar" });
    const bytes = typeof content === "string" ? content : await content();
    writeFileSync(join(task.config.allocDir, task.config.name, "local/image.tar"), bytes);
    const error = await lab.failure(task);
    expect(error.message).toMatch(
      /local\/image\.tar could not be loaded: it is not a whole docker or OCI archive, not compressed/,
    );
    expect(error.recoverable).toBe(false);
  });

  test.each([
    {
      what: "a symlink in place of the file",
      plant: (at: string) => symlinkSync(archive("docker-archive"), `${at}/local/image.tar`),
    },
    {
      what: "a symlink on the way",
      plant: (at: string) => symlinkSync(lab.directory, `${at}/local/sub`),
      path: "local/sub/docker-archive.tar",
    },
    { what: "a directory", plant: (at: string) => mkdirSync(`${at}/local/image.tar`) },
    { what: "a FIFO", plant: (at: string) => check(["mkfifo", `${at}/local/image.tar`]) },
  ])("is not read when the task has planted $what", async ({ plant, path = "local/image.tar" }) => {
    const task = lab.task("true", { image: `docker-archive:${path}` });
    await plant(join(task.config.allocDir, task.config.name));
    const error = await lab.failure(task);
    expect(error.message).toMatch(
      /a component of it is a symbolic link|it is not a regular file|it is a directory, not a file/,
    );
    expect(error.code).toBe("imageFailed");
  });
});
