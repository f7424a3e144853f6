import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { createServer } from "node:net";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { selfSigned } from "../../lab/registry.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { insecure, openImageLab } from "./image-lab.ts";

setDefaultTimeout(90_000);

const forms = ["docker-archive", "oci-archive"] as const;

const podman = await startPodmanService();
const lab = forFile(openImageLab(podman, { pull_activity_timeout: "1s" }));
for (const form of forms) await podman.podman("save", "--quiet", "--format", form, "--output", archive(form), podman.image);

/** Path of the test image in that form. */
function archive(form: string): string {
  return join(lab.directory, `${form}.tar`);
}

/** A HTTP server for one test. */
function serve(fetch: (request: Request) => Response | Promise<Response>, tls?: { key: string; cert: string }) {
  const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch, ...(tls === undefined ? {} : { tls }) });
  return { at: `127.0.0.1:${server.port}`, [Symbol.asyncDispose]: () => server.stop(true) };
}

const sendsArchive = () => new Response(Bun.file(archive("docker-archive")));

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
      `image archive http://${server.at}/image.tar could not be loaded: the server responded with`,
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

  test.each(["ftp://host/x", "http://bob:hidden-pass@127.0.0.1:1/image.tar?signature=hidden-sig", "http://[bad?hidden-sig"])(
    "keeps to itself where it is redirected: %s",
    async (location) => {
      await using server = serve(() => new Response("", { status: 302, headers: { location } }));
      const error = await lab.failure(
        lab.task("true", { image: `docker-archive:http://eve:hidden-pass@${server.at}/image.tar` }),
      );
      expect(error.message).toContain(`http://${server.at}/image.tar could not be loaded`);
      expect(`${error.message} ${lab.told}`).not.toMatch(/hidden-(pass|sig)/);
    },
  );

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
    {
      what: "does not listen",
      url: "http://127.0.0.1:1/image.tar",
      reason: "cannot connect to 127.0.0.1:1: connection refused",
    },
    { what: "does not listen on IPv6", url: "http://[::1]:1/i.tar", reason: "cannot connect to [::1]:1: connection refused" },
    {
      what: "does not exist",
      url: "http://no-such-host.invalid/image.tar",
      reason: "cannot connect to no-such-host.invalid: the node's name servers know no such host",
    },
  ])("whose host $what can be tried again", async ({ url, reason }) => {
    const error = await lab.failure(lab.task("true", { image: `docker-archive:${url}` }));
    const advice = "check that the server can be reached from the node";
    expect(error.message).toBe(`image archive ${url} could not be loaded: ${reason}: ${advice}`);
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
      const reason = `the connection to 127.0.0.1:${port} broke off: check that the server can be reached`;
      expect(error.message).toContain(reason);
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
