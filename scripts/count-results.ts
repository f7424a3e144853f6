import { readFileSync } from "node:fs";

/** How many tests of a run passed and failed, and the names of those that failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: readonly string[];
}

/** Counts the test cases of a JUnit report as `bun test --reporter=junit` writes it; a skipped case counts as neither. */
export function countJunit(report: string): Counts {
  const failed: string[] = [];
  let passed = 0;
  for (const match of report.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const [, attributes = "", , body = ""] = match;
    if (/<(failure|error)\b/.test(body)) {
      failed.push(`${attribute(attributes, "file")}: ${attribute(attributes, "classname")} ${attribute(attributes, "name")}`);
    } else if (!/<skipped\b/.test(body)) {
      passed++;
    }
  }
  return { passed, failed };
}

function attribute(text: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? "";
  return value
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&");
}

/** Counts what `go test -json` prints: every test and subtest that is no mere parent of others; a package that does not build is one failure. */
export function countGo(output: string): Counts {
  const ends = new Map<string, string>();
  for (const line of output.split("\n").filter((each) => each.startsWith("{"))) {
    const event = JSON.parse(line) as { Action: string; Package?: string; ImportPath?: string; Test?: string };
    if (event.Action === "build-fail" || (event.Test !== undefined && (event.Action === "pass" || event.Action === "fail"))) {
      ends.set(`${event.Package ?? event.ImportPath ?? ""} ${event.Test ?? "does not build"}`, event.Action);
    }
  }
  const names = [...ends.keys()];
  const leaves = names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)));
  return {
    passed: leaves.filter((name) => ends.get(name) === "pass").length,
    failed: leaves.filter((name) => ends.get(name) !== "pass"),
  };
}

if (import.meta.main) {
  const [kind = "", path = ""] = process.argv.slice(2);
  const text = readFileSync(path, "utf8");
  const { passed, failed } = kind === "go" ? countGo(text) : countJunit(text);
  for (const name of failed) {
    process.stderr.write(`    failed: ${name}\n`);
  }
  process.stdout.write(`${passed} ${failed.length}\n`);
}
