import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../lab/paths.ts";

/** A file or folder of the repository in a comment or a document, such as `src/main.ts` or `src/driver/`. */
const named = /(?<![\w./-])(?:src|test|docs|scripts)\/[\w./-]*(?:\.(?:ts|md|sh|go|grit)\b|\/(?=[`,;) ]))/g;
/** Their texts name files that they make. */
const others = /^(src\/rpc\/gen|test\/scripts)\//;

const files = ["{src,test,scripts}/**/*.{ts,sh,go}", "scripts/*", "{.,docs}/*.md"]
  .flatMap((pattern) => [...new Bun.Glob(pattern).scanSync(repository)])
  .filter((file) => !others.test(file));

test("every file of the repository that a comment or a document names is there", () => {
  const gone = files.flatMap((file) =>
    (readFileSync(join(repository, file), "utf8").match(named) ?? [])
      .filter((path) => !existsSync(join(repository, path)))
      .map((path) => `${file}: ${path}`),
  );
  expect(gone).toEqual([]);
});
