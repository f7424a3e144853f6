import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { fileEntry, helperFor, helperServers, parseAuthFile, registryOf } from "../../../src/translate/images/auth-file.ts";

const encoded = (user: string) => ({ auth: btoa(`${user}:pass:word`) });
const as = (username: string) => ({ username, password: "pass:word" });
const file = (content: unknown) => parseAuthFile(JSON.stringify(content));

describe("fileEntry()", () => {
  const auths = {
    "registry.example": encoded("host"),
    "registry.example/team": encoded("team"),
    "registry.example/team/app": encoded("app"),
    "registry.example:5000": encoded("port"),
    "https://old.example/v1/": encoded("old"),
    "https://index.docker.io/v1/": encoded("hub"),
    "docker.io/mine": encoded("mine"),
  };

  test.each([
    ["registry.example/other:1", "host"],
    ["registry.example/team", "team"],
    ["registry.example/team:1", "team"],
    ["registry.example/team/other", "team"],
    ["registry.example/teamwork/app", "host"],
    ["registry.example/team/app:1", "app"],
    [`registry.example/team/app@sha256:${"a".repeat(64)}`, "app"],
    [`registry.example/team/app:1@sha256:${"a".repeat(64)}`, "app"],
    ["registry.example/team/application", "team"],
    ["registry.example/team/app/part", "app"],
    ["registry.example:5000/team/app", "port"],
    ["old.example/app", "old"],
    ["redis", "hub"],
    ["docker.io/library/redis:7", "hub"],
    ["index.docker.io/library/redis:7", "hub"],
    ["docker.io/mine/app", "mine"],
    ["mine/app", "mine"],
  ])("finds for %s the entry of %s", (reference, user) => {
    expect(fileEntry(file({ auths }), reference)).toEqual(as(user));
  });

  test.each(["registry.example:5001/app", "registry.example.evil/app", "evil/registry.example/app", "x.registry.example/app"])(
    "has none for %s",
    (reference) => {
      const { "https://index.docker.io/v1/": _, "docker.io/mine": __, ...others } = auths;
      expect(fileEntry(file({ auths: others }), reference)).toBeUndefined();
    },
  );

  test("gives nothing to another host, whatever the paths are", () => {
    const host = fc.stringMatching(/^[a-z]{1,3}\.(example|test)(:\d{2})?$/);
    const path = fc.stringMatching(/^[a-z]{1,3}(\/[a-z]{1,3}){0,2}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(host, path), { minLength: 1 }), host, path, (entries, wantedHost, wantedPath) => {
        const written = entries.map(([at, below]) => [`${at}/${below}`, { auth: btoa(`${at}:x`) }]);
        const found = fileEntry(file({ auths: Object.fromEntries(written) }), `${wantedHost}/${wantedPath}:1`);
        if (found !== undefined) expect(found.username).toBe(wantedHost);
      }),
    );
  });

  test("reads what Docker, Podman and Kubernetes write", () => {
    const found = (entry: unknown) => fileEntry(file({ auths: { "a.example": entry } }), "a.example/x");
    expect(found({ identitytoken: "token", auth: btoa("u:") })).toEqual({ identityToken: "token" });
    expect(found({ username: "u", password: "p" })).toEqual({ username: "u", password: "p" });
    expect(found({ auth: btoa("u:p\0\0") })).toEqual({ username: "u", password: "p" });
    expect(found({})).toBeUndefined();
    expect(found(null)).toBeUndefined();
    expect(found({ auth: "", email: "u@example" })).toBeUndefined();
  });

  test("says which entry cannot be read, not what it holds", () => {
    const broken = file({ auths: { "a.example": { auth: btoa("secretwithoutcolon") } } });
    expect(() => fileEntry(broken, "a.example/x")).toThrow('auths["a.example"].auth is not the base64 of user:password');
    expect(fileEntry(broken, "b.example/x")).toBeUndefined();
  });
});

describe("parseAuthFile()", () => {
  test.each([
    ["secret: not json", "it is not JSON"],
    ['"text"', "it is not a JSON object"],
    ["[]", "it is not a JSON object"],
    ['{"auths":[]}', "auths is not a JSON object"],
    ['{"auths":{"a":"secret"}}', 'auths["a"] is not a JSON object'],
    ['{"credHelpers":{"a":7}}', 'credHelpers["a"] is not the name of a helper'],
    ['{"credsStore":{}}', "credsStore is not a text"],
  ])("refuses %s", (text, message) => {
    expect(() => parseAuthFile(text)).toThrow(message);
  });

  test.each(["null", "{}", '{"auths":null,"credHelpers":null}', '{"HttpHeaders":{}}'])("takes %s for empty", (text) => {
    expect(fileEntry(parseAuthFile(text), "a.example/x")).toBeUndefined();
    expect(helperFor(parseAuthFile(text), "a.example/x")).toBeUndefined();
  });
});

test.each([
  [{ credHelpers: { "a.example": "one" }, credsStore: "two" }, "a.example/x", "one"],
  [{ credHelpers: { "a.example": "one" }, credsStore: "two" }, "b.example/x", "two"],
  [{ credHelpers: { "a.example": "one" } }, "a.example:5000/x", undefined],
  [{ credHelpers: { "a.example": "" }, credsStore: "two" }, "a.example/x", undefined],
  [{ credHelpers: { "https://index.docker.io/v1/": "hub" } }, "redis", "hub"],
  [{ credsStore: "" }, "a.example/x", undefined],
])("the helper in %j for %s is %p", (content, reference, helper) => {
  expect(helperFor(file(content), reference)).toBe(helper);
});

test.each([
  ["redis", "docker.io", ["https://index.docker.io/v1/", "docker.io"]],
  ["index.docker.io/library/redis", "docker.io", ["https://index.docker.io/v1/", "docker.io"]],
  ["a.example:5000/x", "a.example:5000", ["a.example:5000"]],
])("%s is of %s, which helpers know as %j", (reference, registry, servers) => {
  expect(registryOf(reference)).toBe(registry);
  expect(helperServers(registry)).toEqual(servers);
});
