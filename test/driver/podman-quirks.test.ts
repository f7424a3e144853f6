/** docs/podman-quirks.md is the one home of what Podman does otherwise than expected: what cites it, and what it cites, exists. */
import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../lab/paths.ts";

const read = (path: string): string => readFileSync(join(repository, path), "utf8");
const files = (pattern: string): string[] => [...new Bun.Glob(pattern).scanSync(repository)].sort();

/** One quirk: what stands below its heading, each list item on one line, by the heading's anchor. */
const quirks = read("docs/podman-quirks.md")
  .replace(/\n {2}(?=\S)/g, " ")
  .split(/^### /m)
  .slice(1)
  .map((text) => ({ anchor: /^<a id="([a-z-]+)"><\/a>/.exec(text)?.[1] ?? text.slice(0, 40), text }));
const anchors = quirks.map(({ anchor }) => anchor);

/** In src and test, and other documents: which file cites which anchor. */
const citations = ["src/**/*.ts", "test/**/*.ts", "docs/*.md"]
  .flatMap(files)
  .flatMap((file) => [...read(file).matchAll(/podman-quirks\.md#([\w-]+)/g)].map(([, anchor = ""]) => [file, anchor] as const))
  // The example at the head of the document.
  .filter(([file]) => file !== "docs/podman-quirks.md");

const tests = quirks.flatMap(({ anchor, text }) =>
  [...text.matchAll(/^- Test: `([^`]+)`, "(.+)"$/gm)].map(([, file = "", words = ""]) => [anchor, file, words] as const),
);

test("every quirk has an anchor of its own", () => {
  expect(anchors.filter((anchor, index) => !/^[a-z-]+$/.test(anchor) || anchors.indexOf(anchor) !== index)).toEqual([]);
  expect(anchors.length).toBeGreaterThan(20);
});

test.each(quirks)(
  "$anchor says which Podman, what the driver does in which file, and which test holds it",
  ({ anchor, text }) => {
    expect(text).toMatch(/^- Podman: /m);
    const driver = /^- Driver: (.*)$/m.exec(text)?.[1] ?? "";
    const named = [...driver.matchAll(/`(src\/[\w./-]+)`/g)].map(([, file = ""]) => file);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((file) => !existsSync(join(repository, file)))).toEqual([]);
    // Nothing that begins like a test is left out below for its form.
    expect(tests.filter(([of]) => of === anchor)).toHaveLength(text.match(/^- Test: /gm)?.length ?? Number.NaN);
  },
);

test.each(tests)("%s is covered by %s, %s", (_, file, words) => {
  expect(read(file).replaceAll('\\"', '"')).toContain(words);
});

test.each(citations)("%s cites #%s, which is there", (_, anchor) => {
  expect(anchors).toContain(anchor);
});

test("every quirk is cited where the driver meets it", () => {
  const cited = new Set(citations.flatMap(([file, anchor]) => (file.startsWith("src/") ? [anchor] : [])));
  expect(anchors.filter((anchor) => !cited.has(anchor))).toEqual([]);
});
