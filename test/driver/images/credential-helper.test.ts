import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DriverError } from "../../../src/core/errors.ts";
import { askCredentialHelper } from "../../../src/driver/images/credential-helper.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { never } from "../../lab/lifecycle-lab.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { helperProgram } from "./helper-program.ts";

setDefaultTimeout(60_000);

const cleanup = forFile(new Cleanup());
const directory = scratchDirectory(cleanup);
let count = 0;

interface Asked {
  readonly servers?: readonly string[];
  readonly signal?: AbortSignal;
  readonly patience?: number;
}

/** Asks a helper that is this script, for `registry.example` unless other servers are named. */
async function ask(script: string, { servers = ["registry.example"], signal = never, patience }: Asked = {}) {
  count += 1;
  const name = `ndp${count}`;
  using _ = helperProgram(directory, name, script);
  return await askCredentialHelper(name, servers, signal, patience);
}

async function failure(script: string, asked: Asked = {}): Promise<DriverError> {
  const error = await ask(script, asked).then(
    (found) => found,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DriverError)) throw new Error(`the helper's answer was taken: ${JSON.stringify(error)}`);
  expect(error.message).not.toMatch(/\n|hidden/);
  return error;
}

const answer = (username: string, secret: string) => `echo '${JSON.stringify({ Username: username, Secret: secret })}'`;

test("get is asked, with the server on standard input to its end", async () => {
  const script = `[ "$1" = get ] && [ $# = 1 ] && [ "$(cat)" = registry.example ] && ${answer("u", "p")}`;
  expect(await ask(script)).toEqual({ username: "u", password: "p" });
});

test("the user <token> brings an identity token", async () => {
  expect(await ask(answer("<token>", "t"))).toEqual({ identityToken: "t" });
});

test.each([
  { what: "Docker's words for it", script: "echo credentials not found in native keychain; exit 1" },
  { what: "an empty answer", script: answer("", "") },
])("$what is no error but no credentials", async ({ script }) => {
  expect(await ask(script)).toBeUndefined();
});

test("further names of the server are asked in turn, until one has credentials", async () => {
  const script = `read -r server; echo "$server" >> ${directory}/asked; [ "$server" = two ] || exit 1; ${answer("u", "p")}`;
  expect(await ask(script, { servers: ["one", "two", "three"] })).toEqual({ username: "u", password: "p" });
  expect(readFileSync(join(directory, "asked"), "utf8")).toBe("one\ntwo\n");
  expect(
    await ask("read -r server; [ $server = one ] && exit 1; echo credentials not found; exit 1", { servers: ["one", "two"] }),
  ).toBeUndefined();
});

test.each([
  { what: "fails", script: "echo hidden; exit 3", reason: "it ended with code 3" },
  { what: "dies", script: "kill -9 $$", reason: "it ended with code 137" },
  { what: "says nothing", script: "exit 0", reason: "its output is not JSON" },
  { what: "answers in words", script: "echo hidden", reason: "its output is not JSON" },
  { what: "answers null", script: "echo null", reason: "its output lacks Username or Secret" },
  { what: "leaves out the secret", script: `echo '{"Username":"hidden"}'`, reason: "its output lacks Username or Secret" },
  { what: "answers with numbers", script: `echo '{"Username":1,"Secret":2}'`, reason: "its output lacks Username or Secret" },
  { what: "never stops talking", script: "exec yes hidden", reason: "its output is too long" },
])("a helper that $what is an error that says how to try it, without its words", async ({ script, reason }) => {
  const error = await failure(script);
  expect(error).toMatchObject({ code: "unauthorized", recoverable: false });
  expect(error.message).toMatch(
    new RegExp(
      `^docker-credential-ndp\\d+ gave no credentials for registry.example: ${reason}; run "docker-credential-ndp\\d+ get" on the node and type registry.example$`,
    ),
  );
});

test("a helper that is not installed is named", async () => {
  const error = await askCredentialHelper("ndp-missing", ["registry.example"], never).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "unauthorized" });
  expect(String(error)).toMatch(/docker-credential-ndp-missing gave no credentials .*not found/);
});

/** A helper that leaves its own id and that of a child, which holds the output open, and waits. */
function hanging(name: string): string {
  return `trap '' TERM; sleep 300 & echo $! > ${directory}/${name}-child; echo $$ > ${directory}/${name}; wait`;
}

async function bothEnd(name: string): Promise<void> {
  const ids = [name, `${name}-child`].map((file) => readFileSync(join(directory, file), "utf8").trim());
  await waitFor("the end of helper and child", () => ids.every((id) => !existsSync(`/proc/${id}/exe`)));
}

test("a helper that hangs is ended with its children, within its time", async () => {
  const error = await failure(hanging("hangs"), { patience: 1_000, servers: ["one", "two"] });
  expect(error).toMatchObject({ code: "unauthorized" });
  expect(error.message).toContain("gave no credentials for one: it did not end within 1 s");
  await bothEnd("hangs");
});

test("a helper is ended when nobody waits for its answer any more", async () => {
  const stop = new AbortController();
  const asked = failure(hanging("dropped"), { signal: stop.signal });
  await waitFor("the helper", () => existsSync(join(directory, "dropped")));
  stop.abort();
  expect(await asked).toMatchObject({ code: "cancelled" });
  await bothEnd("dropped");
});
