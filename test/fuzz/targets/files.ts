/** Files of the node, of conmon and of tasks, and what helpers print. */
import { expect } from "bun:test";
import fc from "fast-check";
import { DecodedLog, decodeK8sLog } from "../../../src/codec/k8s-log.ts";
import { fileEntry, helperFor, parseAuthFile } from "../../../src/translate/images/auth-file.ts";
import { helperCredentials } from "../../../src/translate/images/helper-output.ts";
import { listedChecksum } from "../../../src/translate/images/image-import.ts";
import { hostsEntries } from "../../../src/translate/network/hosts-file.ts";
import { build } from "../../fixtures/task-input.ts";
import { expectLine, rejection, type Target, target } from "../target.ts";
import { damaged, damagedText, mutated, text } from "../values.ts";

const secret = "s3cret-of-the-file";
const authFile = {
  auths: {
    "registry.example": { auth: Buffer.from(`user:${secret}`).toString("base64") },
    "https://index.docker.io/v1/": { username: "u", password: secret },
    "registry.example/team": { identitytoken: secret },
  },
  credHelpers: { "other.example": "pass" },
  credsStore: "",
};
const authTexts = fc.oneof(
  mutated(authFile).map((file) => JSON.stringify(file) ?? ""),
  damagedText(fc.constant(JSON.stringify(authFile))),
);
const references = fc.constantFrom("redis:7", "registry.example/team/app:1", "other.example/a", "registry.example/b@sha256:00");

const auth = target("auth files", fc.record({ file: authTexts, reference: references }), ({ file, reference }) => {
  try {
    const parsed = parseAuthFile(file);
    helperFor(parsed, reference);
    fileEntry(parsed, reference);
  } catch (error) {
    // The caller puts the option and the file's name before it (test/driver/images/credentials.podman.test.ts).
    if (!(error instanceof SyntaxError)) throw error;
    expect(error.message).not.toContain(secret);
  }
});

const helperOutput = { ServerURL: "https://registry.example", Username: "user", Secret: secret };
const helperTexts = fc.oneof(
  mutated(helperOutput).map((output) => JSON.stringify(output) ?? ""),
  damagedText(fc.constant(JSON.stringify(helperOutput))),
);

const helper = target("output of credential helpers", helperTexts, (output) => {
  try {
    const found = helperCredentials(output);
    if (found !== undefined) expect(Object.values(found).every((value) => typeof value === "string")).toBe(true);
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toMatch(/^Error: its output (is not JSON|lacks Username or Secret)$/);
  }
});

const stamp = "2026-11-21T02:15:04.054538411+00:00";
const logLine = fc
  .tuple(fc.constantFrom("stdout", "stderr"), fc.constantFrom("F", "P"), fc.string({ maxLength: 30 }))
  .map(([stream, tag, output]) => `${stamp} ${stream} ${tag} ${output}\n`);
const logs = damaged(fc.array(logLine, { maxLength: 6 }).map((lines) => Buffer.from(lines.join(""))));
const flag = fc.boolean();

const log = target(
  "conmon's log",
  fc.record({ bytes: logs, offset: fc.nat(2_000), atEnd: flag, out: flag, err: flag }),
  (given) => {
    const { bytes, offset, atEnd, out, err } = given;
    const input = Buffer.from(bytes);
    const stderr = Buffer.alloc(input.length);
    const into = new DecodedLog();
    decodeK8sLog(input, input.length, stderr, { offset, atEnd, open: { stdout: out, stderr: err } }, into);
    expect(into.consumed).toBeLessThanOrEqual(bytes.length);
    // A line that a full disk cut is ended, once for each.
    expect(into.length.stdout + into.length.stderr).toBeLessThanOrEqual(bytes.length);
    if (atEnd) expect(into.consumed).toBe(bytes.length);
  },
);

const names = fc.record({
  hosts: damagedText(fc.constant("127.0.0.1 localhost\n10.0.0.1\tnode node.example # the node\n::1 ip6-localhost\n")),
  resolv: damagedText(fc.constant("search example.org\nnameserver 10.0.0.53\noptions ndots:2\n")),
  sums: damagedText(fc.constant(`${"0".repeat(64)} *rootfs.tar\n${"1".repeat(64)}  other.tar\n`)),
});

const nameFiles = target("hosts, resolv.conf and checksum files", names, ({ hosts, resolv, sums }) => {
  for (const entry of hostsEntries(hosts)) expect(entry).not.toMatch(/^\s|\n|#/);
  rejection(() => build({ options: { resolv_conf: "copy-host" }, resolvConf: resolv }).warnings.forEach(expectLine));
  const sum = listedChecksum(sums, "rootfs.tar");
  if (sum !== undefined) expect(sum).toMatch(/^[0-9a-f]{64}$/);
});

const environments = fc.dictionary(
  fc.oneof(text, fc.constantFrom("NOMAD_TASK_DIR", "NOMAD_ALLOC_DIR", "NOMAD_SECRETS_DIR", "PATH")),
  text,
  {
    maxKeys: 5,
  },
);

const environment = target(
  "Nomad's environment and names",
  fc.record({ env: environments, name: text, user: text, job: text }),
  (given) => {
    const { env, name, user, job } = given;
    const message = rejection(() => JSON.stringify(build({ task: { env, name, user, jobName: job, jobId: job } }).spec));
    if (message !== undefined) expectLine(message);
  },
);

export const fileTargets: readonly Target[] = [auth, helper, log, nameFiles, environment];
