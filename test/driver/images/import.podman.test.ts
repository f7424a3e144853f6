import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { check } from "../../lab/run.ts";
import { startPodmanService, type TestPodman } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { type ImageLab, openImageLab } from "./image-lab.ts";

setDefaultTimeout(90_000);

let podman: TestPodman;
let lab: ImageLab;
let rootfs: string;
let digits: string;
let count = 0;

beforeAll(async () => {
  podman = await startPodmanService();
  lab = openImageLab(podman);
  rootfs = join(lab.directory, "rootfs.tar");
  const id = (await podman.podman("create", podman.image)).trim();
  await podman.podman("export", "--output", rootfs, id);
  await podman.podman("rm", id);
  digits = new Bun.CryptoHasher("sha256").update(readFileSync(rootfs)).digest("hex");
});

afterAll(async () => {
  for (let made = 1; made <= count; made += 1) await podman?.tryPodman("image", "rm", "--force", `localhost/imported${made}:1`);
  await lab?.[Symbol.asyncDispose]();
});

/** A name that no image has yet. */
function freshName(): string {
  count += 1;
  return `localhost/imported${count}:1`;
}

const exists = async (image: string) => (await podman.tryPodman("image", "exists", image)).exitCode === 0;
const idOf = async (image: string) => (await podman.podman("image", "inspect", "--format", "{{.Id}}", image)).trim();

type Files = Readonly<Record<string, () => Response | Promise<Response>>>;

/** A server of these paths; `requests` has every path that was asked for. */
function serve(files: Files) {
  const requests: string[] = [];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch(request) {
      const { pathname } = new URL(request.url);
      requests.push(pathname);
      return files[pathname]?.() ?? new Response("", { status: 404 });
    },
  });
  const at = `127.0.0.1:${server.port}`;
  return { url: `http://${at}`, at, requests, [Symbol.asyncDispose]: () => server.stop(true) };
}

const sendsRootfs = () => new Response(Bun.file(rootfs));
const list = (text: string) => () => new Response(text);

test("an image is made of a tar behind a URL when it is missing, with its command, and then taken as it is", async () => {
  await using server = serve({ "/rootfs.tar": sendsRootfs });
  const image = freshName();
  const block = { source: `${server.url}/rootfs.tar`, command: ["/bin/sh", "-c", "exit 6"] };
  const first = lab.task("", { image, import: block, command: "", args: [] });
  expect(await lab.run(first)).toBe(6);
  expect(lab.messages(first)[0]).toBe(`Importing image ${image} from ${server.url}/rootfs.tar`);
  expect(lab.messages(first)[1]).toMatch(new RegExp(`^Imported image ${image} in [0-9.]+ s$`));
  expect(await lab.run(lab.task("exit 5", { image, import: block }))).toBe(5);
  expect(server.requests).toEqual(["/rootfs.tar"]);
});

const programs = [
  ["gzip", "gz"],
  ["bzip2", "bz2"],
  ["xz", "xz"],
  ["zstd", "zst"],
] as const;

test.each(programs.filter(([program]) => Bun.which(program) !== null))(
  "an image is made of a file in the task directory, compressed with %s",
  async (program, ending) => {
    const task = lab.task("exit 4", {
      image: freshName(),
      import: { source: `local/rootfs.tar.${ending}` },
    });
    const local = join(task.config.allocDir, task.config.name, "local");
    mkdirSync(local, { recursive: true });
    copyFileSync(rootfs, join(local, "rootfs.tar"));
    await check([program, "-1", join(local, "rootfs.tar")]);
    expect(await lab.run(task)).toBe(4);
  },
);

test.each([
  { what: "given", block: () => ({ checksum: `sha256:${digits}` }), files: () => ({}) },
  {
    what: "of SHA256SUMS beside it",
    block: () => ({ verify: "checksum" }),
    files: () => ({ "/v1/SHA256SUMS": list(`${"0".repeat(64)}  other.tar\n${digits} *rootfs.tar\n`) }),
  },
  {
    what: "of a file of its own",
    block: () => ({ verify: "checksum" }),
    files: () => ({ "/v1/rootfs.tar.sha256": list(`${digits}\n`) }),
  },
])("an archive with the checksum $what is imported", async ({ block, files }) => {
  await using server = serve({ "/v1/rootfs.tar": sendsRootfs, ...files() });
  const image = freshName();
  const task = lab.task("exit 3", { image, import: { source: `${server.url}/v1/rootfs.tar`, ...block() } });
  expect(await lab.run(task)).toBe(3);
  expect(lab.messages(task)).toContain(`The archive of image ${image} has the expected checksum`);
});

test.each([
  {
    what: "has another checksum than the given",
    block: { checksum: `sha512:${"0".repeat(128)}` },
    files: {},
    reason: /checksum mismatch: expected sha512:0+, got sha512:[0-9a-f]{128}$/,
  },
  {
    what: "has another checksum than the published",
    block: { verify: "checksum" },
    files: { "/SHA256SUMS": list(`${"0".repeat(64)}  rootfs.tar\n`) },
    reason: /checksum mismatch: expected sha256:0+, got sha256:[0-9a-f]{64}$/,
  },
  {
    what: "is not in the list",
    block: { verify: "checksum" },
    files: { "/SHA256SUMS": list(`${"0".repeat(64)}  other.tar\n`) },
    reason: /no checksum found for rootfs.tar: looked in http:\/\/\S+\/SHA256SUMS and http:\/\/\S+\/rootfs.tar.sha256;/,
  },
  {
    what: "has a list without a signature",
    block: { verify: "signature" },
    files: { "/SHA256SUMS": () => list(`${digits}  rootfs.tar\n`)() },
    reason: /no signature found for http:\/\/\S+\/SHA256SUMS: neither .gpg nor .asc beside it$/,
  },
])("an archive that $what is not imported, whose name is free afterwards", async ({ block, files, reason }) => {
  await using server = serve({ "/rootfs.tar": sendsRootfs, ...files });
  const image = freshName();
  const url = `http://bob:hidden-pass@${server.at}/rootfs.tar?signature=hidden-sig`;
  const error = await lab.failure(lab.task("true", { image, import: { source: url, ...block } }));
  expect(error.message).toStartWith(`image ${image} could not be imported from http://${server.at}/rootfs.tar: `);
  expect(error.message).toMatch(reason);
  expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
  expect(`${error.message} ${lab.told}`).not.toMatch(/hidden-(pass|sig)/);
  expect(await exists(image)).toBe(false);
});

test.each([
  { what: "a page", answer: () => new Response("<html>please log in</html>"), reason: /not a whole tar archive/ },
  {
    what: "an error",
    answer: () => new Response("", { status: 503 }),
    reason: /the server responded with status 503: try later$/,
  },
])("$what in the place of the archive makes no image", async ({ answer, reason }) => {
  await using server = serve({ "/rootfs.tar": answer });
  const image = freshName();
  const error = await lab.failure(lab.task("true", { image, import: { source: `${server.url}/rootfs.tar` } }));
  expect(error.message).toMatch(reason);
  expect(await exists(image)).toBe(false);
});

test("an archive that breaks off makes no image, and can be tried again", async () => {
  const begun = readFileSync(rootfs).subarray(0, 64 * 1024);
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n");
      socket.write(begun, () => socket.destroySoon());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  try {
    const image = freshName();
    const source = `http://127.0.0.1:${port}/rootfs.tar`;
    const error = await lab.failure(lab.task("true", { image, import: { source } }));
    expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
    expect(error.message).not.toContain("Podman");
    expect(await exists(image)).toBe(false);
  } finally {
    server.close();
  }
});

test("force makes the image anew at each start, and the one before goes unless it has another name", async () => {
  await using server = serve({ "/rootfs.tar": sendsRootfs });
  const image = freshName();
  const start = async (code: number) => {
    const block = { source: `${server.url}/rootfs.tar`, force: true, command: ["/bin/sh", "-c", `exit ${code}`] };
    const task = lab.task("", { image, import: block, command: "", args: [] });
    expect(await lab.run(task)).toBe(code);
    await lab.driver.destroyTask(task.config.id, true);
    return idOf(image);
  };
  const first = await start(1);
  const second = await start(2);
  expect(second).not.toBe(first);
  expect(await exists(first)).toBe(false);
  const kept = freshName();
  await podman.podman("tag", image, kept);
  expect(await start(3)).not.toBe(second);
  expect(await idOf(kept)).toBe(second);
  expect(server.requests).toHaveLength(3);
});

test("tasks that start at the same time share one import", async () => {
  const gate = Promise.withResolvers<void>();
  await using server = serve({
    "/rootfs.tar": async () => {
      await gate.promise;
      return sendsRootfs();
    },
  });
  const image = freshName();
  const tasks = [1, 2, 3].map(() => lab.task("exit 0", { image, import: { source: `${server.url}/rootfs.tar` } }));
  const runs = Promise.all(tasks.map((task) => lab.run(task)));
  await waitFor("all imports", () => tasks.every((task) => lab.messages(task).length > 0));
  gate.resolve();
  expect(await runs).toEqual([0, 0, 0]);
  expect(server.requests).toHaveLength(1);
});

test("a file of the node is imported only where jobs may mount its files", async () => {
  const closed = lab.another({ volumes: { enabled: false } });
  const outside = lab.task("true", { image: freshName(), import: { source: rootfs } });
  expect((await lab.failure(outside, closed)).message).toContain(`import.source = "${rootfs}": not allowed on this node`);
  const inside = lab.task("exit 2", { image: freshName(), import: { source: "local/rootfs.tar" } });
  const local = join(inside.config.allocDir, inside.config.name, "local");
  mkdirSync(local, { recursive: true });
  writeFileSync(join(local, "rootfs.tar"), readFileSync(rootfs));
  expect(await lab.run(inside, closed)).toBe(2);
  expect(await lab.run(lab.task("exit 1", { image: freshName(), import: { source: rootfs } }))).toBe(1);
});
