import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { check } from "../../scripts/lab/run.ts";
import { waitFor } from "../../scripts/lab/wait-for.ts";
import type { TaskFixture } from "../helpers/plugin-client-task.ts";
import { startPodmanService } from "../helpers/podman-service.ts";
import { type ImageLab, insecure, openImageLab } from "./image-lab.ts";
import { selfSigned } from "./registry.ts";

setDefaultTimeout(90_000);

let lab: ImageLab;
/** Archives of the test image, by form. */
const archives: Record<string, string> = {};

beforeAll(async () => {
  const podman = await startPodmanService();
  lab = openImageLab(podman, { pull_activity_timeout: "1s" });
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
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

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

/** A HTTP server for one test. */
function serve(fetch: (request: Request) => Response | Promise<Response>, tls?: { key: string; cert: string }) {
  const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch, ...(tls === undefined ? {} : { tls }) });
  return { at: `127.0.0.1:${server.port}`, [Symbol.asyncDispose]: () => server.stop(true) };
}

const sendsArchive = () => new Response(Bun.file(archive("docker-archive")));

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

  test("that is not there fails with its path and where it is looked for", async () => {
    const error = await lab.failure(lab.task("true", { image: "docker-archive:local/nothing.tar" }));
    expect(error.message).toContain(
      "/local/nothing.tar could not be loaded: it does not exist on the node; a path in the task",
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
    expect(error.message).toMatch(/a symlink stands on the way|it is not a regular file/);
    expect(error.code).toBe("imageFailed");
  });
});

describe("an archive behind a URL", () => {
  test.each(forms)("of the form %s is downloaded and loaded", async (form) => {
    await using server = serve(() => new Response(Bun.file(archive(form))));
    const task = lab.task("exit 7", { image: `${form}:http://${server.at}/image.tar` });
    expect(await lab.run(task)).toBe(7);
    expect(lab.messages(task)[0]).toBe(`Loading image archive http://${server.at}/image.tar`);
  });

  test("is downloaded once for tasks that start at the same time", async () => {
    const gate = Promise.withResolvers<void>();
    let requests = 0;
    await using server = serve(async () => {
      requests += 1;
      await gate.promise;
      return sendsArchive();
    });
    const tasks = [1, 2, 3].map(() => lab.task("exit 0", { image: `docker-archive:http://${server.at}/image.tar` }));
    const runs = Promise.all(tasks.map((task) => lab.run(task)));
    await waitFor("all starts", () => tasks.every((task) => lab.messages(task).length > 0));
    gate.resolve();
    expect(await runs).toEqual([0, 0, 0]);
    expect(requests).toBe(1);
  });

  test.each([
    { status: 404, recoverable: false, advice: "status 404: check the URL" },
    { status: 403, recoverable: false, advice: "status 403: put the user's name and password into the URL" },
    { status: 429, recoverable: true, advice: "status 429: try later" },
    { status: 503, recoverable: true, advice: "status 503: try later" },
  ])("that answers $status fails, recoverable: $recoverable", async ({ status, recoverable, advice }) => {
    await using server = serve(() => new Response("a page", { status }));
    const error = await lab.failure(lab.task("true", { image: `oci-archive:http://${server.at}/image.tar` }));
    expect(error.message).toContain(
      `image archive http://${server.at}/image.tar could not be loaded: the server answered with`,
    );
    expect(error.message).toContain(advice);
    expect(error).toMatchObject({ code: "imageFailed", recoverable });
  });

  test("that answers with a page instead fails finally", async () => {
    await using server = serve(() => new Response("<html>please log in</html>"));
    const error = await lab.failure(lab.task("true", { image: `oci-archive:http://${server.at}/image.tar` }));
    expect(error.message).toContain("it is not a whole docker or OCI archive");
    expect(error.recoverable).toBe(false);
  });

  test("keeps user, password and signature to itself, and sends them", async () => {
    let authorization: string | null = null;
    await using server = serve((request) => {
      authorization = request.headers.get("authorization");
      return new Response("", { status: 404 });
    });
    const url = `http://bob:hidden-pass@${server.at}/image.tar?signature=hidden-sig`;
    const task = lab.task("true", { image: `docker-archive:${url}` });
    const error = await lab.failure(task);
    expect(authorization as string | null).toBe(`Basic ${btoa("bob:hidden-pass")}`);
    expect(error.message).toContain(`http://${server.at}/image.tar could`);
    expect(`${error.message} ${lab.told}`).not.toMatch(/hidden-(pass|sig)/);
  });

  test("over TLS needs a certificate that the node trusts, or tls_verify = false", async () => {
    const { key, certificate } = await selfSigned(lab.directory);
    await using server = serve(sendsArchive, { key, cert: certificate });
    const image = `docker-archive:https://${server.at}/image.tar`;
    const error = await lab.failure(lab.task("true", { image }));
    expect(error.message).toMatch(/self.signed certificate.*set tls_verify = false in the auth block/i);
    expect(error.recoverable).toBe(false);
    expect(await lab.run(lab.task("exit 2", { image, auth: insecure }))).toBe(2);
    process.env["SSL_CERT_FILE"] = join(lab.directory, "certificate.pem");
    try {
      expect(await lab.run(lab.task("exit 3", { image }))).toBe(3);
    } finally {
      delete process.env["SSL_CERT_FILE"];
    }
  });

  test.each([
    { what: "nobody answers at", url: "http://127.0.0.1:1/image.tar" },
    { what: "does not exist", url: "http://no-such-host.invalid/image.tar" },
  ])("whose host $what can be tried again", async ({ url }) => {
    const error = await lab.failure(lab.task("true", { image: `docker-archive:${url}` }));
    expect(error.message).toMatch(/check that the server can be reached from the node$/);
    expect(error.recoverable).toBe(true);
  });

  test("that breaks off can be tried again, and Podman is not blamed", async () => {
    const server = createServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nabc", () => socket.destroySoon()));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    try {
      const error = await lab.failure(lab.task("true", { image: `docker-archive:http://127.0.0.1:${port}/image.tar` }));
      expect(error.message).toContain("check that the server can be reached");
      expect(error.message).not.toContain("Podman");
      expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
    } finally {
      server.close();
    }
  });

  test("that stalls ends after pull_activity_timeout, and that trickles after image_pull_timeout", async () => {
    await using server = serve((request) => {
      const trickles = request.url.endsWith("/slow.tar");
      return new Response(
        new ReadableStream({
          async pull(controller) {
            controller.enqueue(new Uint8Array(512));
            await (trickles ? Bun.sleep(100) : new Promise(() => {}));
          },
        }),
      );
    });
    const stalled = await lab.failure(lab.task("true", { image: `docker-archive:http://${server.at}/image.tar` }));
    expect(stalled.message).toContain("no progress for 1 s");
    expect(stalled.recoverable).toBe(true);
    const options = { image: `docker-archive:http://${server.at}/slow.tar`, image_pull_timeout: "2s" };
    const slow = await lab.failure(lab.task("true", options));
    expect(slow.message).toContain("it took longer than 2 s: raise image_pull_timeout");
  });

  test("is given up with the task that waits for it", async () => {
    const begun = Promise.withResolvers<AbortSignal>();
    await using server = serve((request) => {
      begun.resolve(request.signal);
      return new Response(new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(512)) }));
    });
    const stop = new AbortController();
    const failure = lab.failure(
      lab.task("true", { image: `docker-archive:http://${server.at}/image.tar` }),
      undefined,
      stop.signal,
    );
    const gone = await begun.promise;
    stop.abort();
    expect(await failure).toMatchObject({ code: "cancelled" });
    await new Promise<void>((resolve) => (gone.aborted ? resolve() : gone.addEventListener("abort", () => resolve())));
  });
});
