import { expect, test } from "bun:test";
import fc from "fast-check";
import { shownReference, withoutCredentials } from "../../src/core/credentials.ts";

const digest = `sha256:${"a".repeat(64)}`;

test.each([
  ["https://user:pass@host/image.tar", "https://…@host/image.tar"],
  ["docker-archive:https://user:pa/ss@w?#rd@host/image.tar", "docker-archive:https://…@host/image.tar"],
  [`docker://user:pass@host/app@${digest}`, `docker://…@host/app@${digest}`],
  ["//user:pass@host/app", "//…@host/app"],
  [`docker://host/app:1@${digest}`, `docker://host/app:1@${digest}`],
  ["https://host/image.tar", "https://host/image.tar"],
  ["mail@example.org", "mail@example.org"],
  ["", ""],
])("withoutCredentials(%p) is %p", (text, shown) => {
  expect(withoutCredentials(text)).toBe(shown);
});

test.each([
  ["user:pass@host/app:1", "…@host/app:1"],
  ["https://user:pass@host/image.tar?signature=secret", "https://…@host/image.tar?…"],
  ["oci-archive:https://host/a?x=user:p@ss", "oci-archive:https://…@ss"],
  ["redis:7@sha256:abc", "redis:7@sha256:abc"],
  [`redis:7@${digest}`, `redis:7@${digest}`],
  ["docker-archive:local/a@b.tar:@1", "docker-archive:local/a@b.tar:@1"],
])("shownReference(%p) is %p", (text, shown) => {
  expect(shownReference(text)).toBe(shown);
});

test("no password of a URL is shown, whatever is in it", () => {
  const password = fc.string({ minLength: 1, maxLength: 40 }).map((text) => `<${text}>`);
  fc.assert(
    fc.property(
      password,
      fc.constantFrom("https://", "docker-archive:http://", "docker://", "x://", "//"),
      (secret, scheme) => {
        const shown = shownReference(`${scheme}user:${secret}@host/app`);
        expect(shown).toBe(`${scheme}…@host/app`);
      },
    ),
  );
});

test("a text of any length is searched at once", () => {
  const long = "://@sha256:".repeat(100_000);
  expect(withoutCredentials(long).length).toBeLessThanOrEqual(long.length);
});
