import { readFileSync } from "node:fs";

/** One test that failed, and why. */
export interface Failure {
  readonly test: string;
  /** What the test said, its first lines only. */
  readonly reason: string;
}

/** What became of a run's tests; a skipped one counts as neither. */
export interface Results {
  readonly passed: number;
  readonly failed: readonly Failure[];
}

const reasonLines = 12;
const reasonLineLength = 300;

/** One test of a JUnit report. */
export interface TestOutcome {
  readonly file: string;
  /** The names of its groups and its own. */
  readonly name: string;
  readonly ended: "passed" | "failed" | "skipped";
  /** What a failed one said, its first lines only; empty for the others. */
  readonly said: string;
}

/** Reads a JUnit report as `bun test --reporter=junit` writes it (Bun 1.4.5). */
export function readJunit(report: string): Results {
  const tests = readOutcomes(report);
  return {
    passed: tests.filter(({ ended }) => ended === "passed").length,
    failed: tests
      .filter(({ ended }) => ended === "failed")
      .map(({ file, name, said }) => ({ test: `${file}: ${name}`, reason: said })),
  };
}

/** The same, each test for itself. */
export function readOutcomes(report: string): TestOutcome[] {
  return [...report.matchAll(/<testcase\b([^>]*?)(\/>|>([\s\S]*?)<\/testcase>)/g)].map((match) => {
    const [, attributes = "", , body = ""] = match;
    const test = {
      file: attribute(attributes, "file"),
      name: `${attribute(attributes, "classname")} ${attribute(attributes, "name")}`,
    };
    const failure = /<(?:failure|error)\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:failure|error)>)/.exec(body);
    if (failure !== null) {
      const [, of = "", text = ""] = failure;
      return { ...test, ended: "failed", said: shorten(unescaped(text) || attribute(of, "message")) };
    }
    return { ...test, ended: /<skipped\b/.test(body) ? "skipped" : "passed", said: "" };
  });
}

/** Reads what `go test -json` prints: every test that is no mere parent of subtests; a package that does not build is one failure. */
export function readGo(output: string): Results {
  const ends = new Map<string, string>();
  const printed = new Map<string, string>();
  for (const line of output.split("\n").filter((each) => each.startsWith("{"))) {
    const event = JSON.parse(line) as { Action: string; Package?: string; ImportPath?: string; Test?: string; Output?: string };
    const name = `${event.Package ?? event.ImportPath ?? ""} ${event.Test ?? "does not build"}`;
    if (event.Action === "output" || event.Action === "build-output") {
      printed.set(name, `${printed.get(name) ?? ""}${event.Output ?? ""}`);
    } else if (
      event.Action === "build-fail" ||
      (event.Test !== undefined && (event.Action === "pass" || event.Action === "fail"))
    ) {
      ends.set(name, event.Action);
    }
  }
  const names = [...ends.keys()];
  const leaves = names.filter((name) => !names.some((other) => other.startsWith(`${name}/`)));
  return {
    passed: leaves.filter((name) => ends.get(name) === "pass").length,
    failed: leaves
      .filter((name) => ends.get(name) !== "pass")
      .map((test) => ({ test, reason: shorten(printed.get(test) ?? "") })),
  };
}

/** The failures as lines for a person, each test first and its reason indented below it. */
export function describeFailures(failed: readonly Failure[]): string {
  return failed.map(({ test, reason }) => `    failed: ${test}\n${reason.replace(/^(?=.)/gm, "        ")}\n`).join("");
}

function shorten(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines
    .slice(0, reasonLines)
    .map((line) => line.slice(0, reasonLineLength))
    .join("\n");
}

function attribute(text: string, name: string): string {
  return unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? "");
}

function unescaped(text: string): string {
  return text
    .replace(/&#10;/g, "\n")
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, "&");
}

if (import.meta.main) {
  const [kind = "", path = ""] = process.argv.slice(2);
  const text = readFileSync(path, "utf8");
  const { passed, failed } = kind === "go" ? readGo(text) : readJunit(text);
  process.stderr.write(describeFailures(failed));
  process.stdout.write(`${passed} ${failed.length}\n`);
}
