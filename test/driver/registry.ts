import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cleanup } from "../../scripts/lab/cleanup.ts";
import { freePorts } from "../../scripts/lab/ports.ts";
import { waitFor } from "../../scripts/lab/wait-for.ts";
import type { TestPodman } from "../helpers/podman-service.ts";

/** A registry on loopback that speaks plain HTTP; Podman needs tls_verify = false for it. */
export interface Registry {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
}

export const registryUser = { username: "alice", password: "correct horse" };

/** Starts Debian's docker-registry; with `closed` only {@link registryUser} gets in. */
export async function startRegistry(cleanup: Cleanup, directory: string, closed: boolean): Promise<Registry> {
  const home = join(directory, closed ? "closed" : "open");
  mkdirSync(home, { recursive: true });
  const [port] = await freePorts(1);
  const host = `127.0.0.1:${port}`;
  const { username, password } = registryUser;
  const users = join(home, "htpasswd");
  if (closed) writeFileSync(users, Bun.spawnSync(["htpasswd", "-Bbn", username, password]).stdout);
  const auth = closed ? `auth: { htpasswd: { realm: test, path: ${users} } }\n` : "";
  const storage = `storage: { filesystem: { rootdirectory: ${home}/data } }`;
  writeFileSync(
    join(home, "config.yml"),
    `version: 0.1\nlog: { level: error }\n${storage}\nhttp: { addr: "${host}" }\n${auth}`,
  );
  const child = Bun.spawn(["docker-registry", "serve", join(home, "config.yml")], { stdout: "ignore", stderr: "ignore" });
  cleanup.defer(async () => {
    child.kill();
    await child.exited;
  });
  await waitFor("the registry", () =>
    fetch(`http://${host}/v2/`).then(
      ({ status }) => status === 200 || status === 401,
      () => false,
    ),
  );
  return { host };
}

/** Puts the test image there under a name, and takes that name away from Podman again. */
export async function pushImage(podman: TestPodman, { host }: Registry, name: string, closed: boolean): Promise<string> {
  const reference = `${host}/${name}`;
  const { username, password } = registryUser;
  const creds = closed ? ["--creds", `${username}:${password}`] : [];
  await podman.podman("push", "--quiet", "--tls-verify=false", ...creds, podman.image, `docker://${reference}`);
  return reference;
}
