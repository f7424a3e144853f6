/** Images of Docker's jobs: where they come from, and what of their own configuration holds. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { messageOf } from "../../src/core/errors.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { pushImage, registryUser, startRegistry } from "../lab/registry.ts";
import { check } from "../lab/run.ts";
import { openOptionsLab, type TaskOverrides } from "../options/options-lab.ts";
import type { Row } from "../options/row.ts";
import { rowTests } from "../options/row-tests.ts";
import { row } from "./docker-rows.ts";

setDefaultTimeout(90_000);

const lab = forFile(await openOptionsLab());
const cleanup = forFile(new Cleanup());
const [open, closed] = await Promise.all([
  startRegistry(cleanup, lab.directory),
  startRegistry(cleanup, lab.directory, { closed: true }),
]);
const plain = await pushImage(lab.podman, open, "team/app:1");
const guarded = await pushImage(lab.podman, closed, "team/app:1");

const tls_verify = false;
const wrong = { username: "alice", password: "wrong-secret", tls_verify };

/** Starts a task, and runs the line in it; the error's message when it does not start. */
async function outcome(options: object, line = "echo started", more: TaskOverrides = {}): Promise<string> {
  try {
    await using container = await lab.start({ driverName: "docker", options: { ...options }, ...more });
    return await container.sh(line);
  } catch (error) {
    return messageOf(error);
  }
}

const absent = (image: string) => lab.podman.tryPodman("rmi", "--force", image);

test.each([
  ["the credentials alone", {}],
  ["its host", { server_address: closed.host }],
  ["its host and a path above", { server_address: `${closed.host}/team` }],
  ["a URL of it", { server_address: `https://${closed.host}/v1/` }],
  ["an address for mail", { email: "alice@example.com" }],
])("auth with %s lets the task's image in", async (_, more) => {
  await absent(guarded);
  expect(await outcome({ image: guarded, auth: { ...registryUser, ...more } })).toBe("started");
});

test.each([
  ["another registry's address", { ...registryUser, tls_verify, server_address: "registry.example" }],
  ["another path's address", { ...registryUser, tls_verify, server_address: `${closed.host}/other` }],
  ["a wrong password", wrong],
])("auth with %s does not, and the error says where to look", async (_, auth) => {
  await absent(guarded);
  const message = await outcome({ image: guarded, auth });
  expect(message).toStartWith(`image "${guarded}" could not be pulled: `);
  expect(message).toEndWith("check the task's auth block and the plugin's, and that the image's name is right");
  expect(message).not.toContain("wrong-secret");
});

test("auth_soft_fail pulls without credentials that cannot be had", async () => {
  const plugin = { auth: { helper: "there-is-none" } };
  await absent(plain);
  const auth = { tls_verify };
  expect(await outcome({ image: plain, auth }, "true", { plugin })).toContain("docker-credential-there-is-none");
  expect(await outcome({ image: plain, auth, auth_soft_fail: true }, "echo started", { plugin })).toBe("started");
});

test("force_pull takes the registry's image, which may be another by now", async () => {
  await lab.podman.podman("commit", "--quiet", "--change", "ENV AGE=new", lab.other.id, "localhost/newer:1");
  await pushImage(lab.podman, open, "team/moved:1", "localhost/newer:1");
  const image = `${open.host}/team/moved:1`;
  await lab.podman.podman("tag", lab.podman.image, image);
  const age = 'echo "age $AGE"';
  expect(await outcome({ image }, age)).toBe("age ");
  expect(await outcome({ image, force_pull: true, auth: { tls_verify } }, age)).toBe("age new");
});

test("image_pull_timeout ends a pull of a registry that says nothing", async () => {
  const server = createServer((socket) => void socket.on("error", () => {}));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const image = `127.0.0.1:${typeof address === "object" ? address?.port : 0}/app:1`;
  try {
    const message = `image "${image}" could not be pulled: it took longer than 2 s: raise image_pull_timeout`;
    expect(await outcome({ image, image_pull_timeout: "2s" })).toBe(message);
    expect(await outcome({ image }, "true", { plugin: { image_pull_timeout: "2s" } })).toBe(message);
  } finally {
    server.close();
  }
});

test.each([
  ["podman save", "ndpo-loaded", "docker.io/library/ndpo-loaded"],
  ["docker save, which writes short names", "ndpo-loaded", "ndpo-loaded"],
  ["docker save, of a user of Docker Hub", "ndpo/app", "ndpo/app"],
])("load takes the image out of an archive of %s", async (_, short, written) => {
  const name = `docker.io/${short.includes("/") ? "" : "library/"}${short}:1`;
  const allocDir = join(lab.directory, `load-${written.length}`);
  const [local, files] = [join(allocDir, "web/local"), join(allocDir, "files")];
  for (const directory of [local, files]) mkdirSync(directory, { recursive: true, mode: 0o777 });
  const archive = join(local, "image.tar");
  await lab.podman.podman("tag", lab.podman.image, name);
  await lab.podman.podman("save", "--quiet", "--output", archive, name);
  await lab.podman.podman("untag", lab.podman.image, name);
  await check(["tar", "-C", files, "-xf", archive]);
  const manifest = join(files, "manifest.json");
  await Bun.write(manifest, (await Bun.file(manifest).text()).replace(name, `${written}:1`));
  await check(["tar", "-C", files, "-cf", archive, "."]);
  const task = { allocDir, name: "web", allocId: `load${written.length}` };
  expect(await outcome({ image: `${short}:1`, load: "image.tar" }, "echo loaded", { task })).toBe("loaded");
});

/** Makes an image with a configuration of its own. */
async function configured(name: string, ...instructions: readonly string[]): Promise<string> {
  const directory = join(lab.directory, name);
  mkdirSync(directory);
  await Bun.write(join(directory, "Dockerfile"), [`FROM ${lab.podman.image}`, ...instructions, ""].join("\n"));
  await lab.podman.podman("build", "--quiet", "--format", "docker", "--tag", `localhost/${name}:1`, directory);
  return `localhost/${name}:1`;
}

const program = await configured(
  "program",
  'ENTRYPOINT ["/bin/sh", "-c"]',
  'CMD ["exec sleep 997"]',
  "USER 1234:1234",
  "WORKDIR /tmp",
  "STOPSIGNAL SIGUSR1",
);
const healthy = await configured("healthy", "HEALTHCHECK --interval=1s CMD true");
const pid1 = "tr '\\0' ' ' < /proc/1/cmdline";
/** The image's own, where the lab's task would set another. */
const image = { image: program, command: null, args: null };

const rows: readonly Row[] = [
  row("command", "unset is the image's", image, pid1, "sleep 997 "),
  row("command", "goes to the image's entrypoint", { ...image, command: "exec sleep 996" }, pid1, "sleep 996 "),
  row("args", "alone do too", { ...image, args: ["exec sleep 995"] }, pid1, "sleep 995 "),
  row("args", "come behind the command", { ...image, command: "exec sleep $0", args: ["994"] }, pid1, "sleep 994 "),
  row("entrypoint", "takes the image's command away", { ...image, entrypoint: ["sleep", "993"] }, pid1, "sleep 993 "),
  row("image", "has its own user", image, "awk '/^[UG]id:/ {print $2}' /proc/1/status", "1234\n1234"),
  row("image", "has its own directory", image, "readlink /proc/1/cwd", "/tmp"),
  row("image", "has its own stop signal", image, { inspect: "{{.Config.StopSignal}}" }, /^(?:10|SIGUSR1)$/),
  row("image", "has its own health check", { image: healthy }, { inspect: "{{.Config.Healthcheck.Test}}" }, /CMD.*true/),
  row(
    "healthchecks",
    "turn the image's off",
    { image: healthy, healthchecks: { disable: true } },
    { inspect: "{{.Config.Healthcheck.Test}}" },
    "[NONE]",
  ),
];

rowTests(lab, rows, "docker");
