import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cleanup } from "./cleanup.ts";
import { freePorts } from "./ports.ts";
import { check } from "./run.ts";
import type { TestPodman } from "./test-podman.ts";
import { waitFor } from "./wait-for.ts";

/** What a registry is to be. */
export interface RegistryKind {
  /** Only {@link registryUser} gets in. */
  readonly closed?: boolean;
  /** Speaks TLS with a certificate that it signed itself. */
  readonly tls?: boolean;
}

/** A registry on loopback; Podman needs tls_verify = false for it. */
export interface Registry extends RegistryKind {
  /** `127.0.0.1:PORT`. */
  readonly host: string;
  readonly url: string;
  /** File with the certificate that it signed itself. */
  readonly certificate: string;
}

export const registryUser = { username: "alice", password: "correct horse" };

/** Starts Debian's docker-registry with its files below `directory`. */
export async function startRegistry(cleanup: Cleanup, directory: string, kind: RegistryKind = {}): Promise<Registry> {
  const [port] = await freePorts(1);
  const home = join(directory, `registry-${port}`);
  mkdirSync(home, { recursive: true });
  const host = `127.0.0.1:${port}`;
  const lines = [
    "version: 0.1",
    "log: { level: error }",
    `storage: { filesystem: { rootdirectory: ${home}/data } }`,
    "http:",
    `  addr: "${host}"`,
  ];
  const certificate = join(home, "certificate.pem");
  if (kind.tls) {
    await selfSigned(home);
    lines.push(`  tls: { certificate: ${certificate}, key: ${join(home, "key.pem")} }`);
  }
  if (kind.closed) {
    const { username, password } = registryUser;
    const users = join(home, "htpasswd");
    writeFileSync(users, await check(["htpasswd", "-Bbn", username, password]));
    lines.push(`auth: { htpasswd: { realm: test, path: ${users} } }`);
  }
  writeFileSync(join(home, "config.yml"), `${lines.join("\n")}\n`);
  const child = Bun.spawn(["docker-registry", "serve", join(home, "config.yml")], { stdout: "ignore", stderr: "ignore" });
  cleanup.defer(async () => {
    child.kill();
    await child.exited;
  });
  const url = `${kind.tls ? "https" : "http"}://${host}`;
  await waitFor("the registry", () =>
    fetch(`${url}/v2/`, { tls: { rejectUnauthorized: false } }).then(
      ({ status }) => status === 200 || status === 401,
      () => false,
    ),
  );
  return { ...kind, host, url, certificate };
}

/** Writes `key.pem` and `certificate.pem` for 127.0.0.1 and localhost. */
export async function selfSigned(directory: string): Promise<{ readonly key: string; readonly certificate: string }> {
  const [key, certificate] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"];
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  await check(["openssl", "req", "-x509", ...curve, "-days", "2", ...subject, "-keyout", key, "-out", certificate]);
  return { key: readFileSync(key, "utf8"), certificate: readFileSync(certificate, "utf8") };
}

/** Puts an image there under a name, the test image unless another is given, and leaves Podman without that name. */
export async function pushImage(
  podman: TestPodman,
  { host, closed }: Registry,
  name: string,
  image: string = podman.image,
): Promise<string> {
  const reference = `${host}/${name}`;
  const { username, password } = registryUser;
  const creds = closed ? ["--creds", `${username}:${password}`] : [];
  await podman.podman("push", "--quiet", "--tls-verify=false", ...creds, image, `docker://${reference}`);
  return reference;
}
