/**
 * Fails for each regular expression of src that takes more than a time in proportion to the length of its worst text: one text
 * of a job could stop the driver. What was found is kept in .cache, so that only new expressions cost time (recheck: seconds
 * for a long one).
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { checkSync, type Diagnostics } from "recheck";
import { version } from "recheck/package.json";

const repository = join(import.meta.dir, "..");
const cache = process.env["NOMAD_PODMAN_CACHE"] ?? join(repository, ".cache");
const known = join(cache, `regexes-${version}.json`);

/** Milliseconds for one expression; recheck gives up on it then. */
const proofTimeout = 10_000;

/**
 * Podman's words are cut to 2,000 characters (src/podman/http/error-map.ts) before they are read: there the square of the length is
 * short, too. What grows exponentially is too slow for any text.
 */
const shortTexts: ReadonlySet<string> = new Set([
  "src/translate/errors/rejected-network.ts",
  "src/translate/errors/rejected-option.ts",
  "src/translate/errors/rejected-program.ts",
]);

/** What recheck calls the complexity: `linear`, `2nd degree polynomial`, `exponential`; `unknown` when it gave up. */
type Verdict = string;

interface Expression {
  readonly file: string;
  readonly line: number;
  readonly pattern: string;
  readonly flags: string;
}

function expressionsOf(file: string): readonly Expression[] {
  const text = readFileSync(join(repository, file), "utf8");
  const found: Expression[] = [];
  const add = (start: number, pattern: string, flags: string) =>
    found.push({ file, line: text.slice(0, start).split("\n").length, pattern, flags });
  const visitor = new Visitor({
    Literal(node) {
      if ("regex" in node) add(node.start, node.regex.pattern, node.regex.flags);
    },
    NewExpression({ start, callee }) {
      if (callee.type === "Identifier" && callee.name === "RegExp") add(start, "", "");
    },
  });
  visitor.visit(parseSync(file, text).program);
  return found;
}

function verdictOf({ pattern, flags }: Expression): Verdict {
  if (pattern === "") return "made at run time";
  const summary = (found: Diagnostics) =>
    found.status === "unknown" ? "unknown" : found.complexity.summary.replace(" (fuzz)", "");
  const proved = summary(checkSync(pattern, flags, { checker: "automaton", timeout: proofTimeout }));
  // Look-around and back references are beyond its theory: then it looks for an attack.
  return proved === "unknown" ? summary(checkSync(pattern, flags, { checker: "fuzz", timeout: proofTimeout })) : proved;
}

function allowed(verdict: Verdict, file: string): boolean {
  if (verdict === "linear" || verdict === "safe") return true;
  return shortTexts.has(file) && verdict !== "exponential";
}

function before(): Map<string, Verdict> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(known, "utf8"))));
  } catch {
    return new Map();
  }
}

const verdicts = before();
const files = [...new Bun.Glob("src/**/*.ts").scanSync(repository)].filter((file) => !file.startsWith("src/rpc/gen/"));
const slow = files
  .sort()
  .flatMap(expressionsOf)
  .filter((expression) => {
    const { file, pattern, flags } = expression;
    const written = `/${pattern}/${flags}`;
    const verdict = verdicts.get(written) ?? verdictOf(expression);
    verdicts.set(written, verdict);
    if (allowed(verdict, file)) return false;
    console.error(`${file}:${expression.line}: ${written} is ${verdict}`);
    return true;
  });
mkdirSync(cache, { recursive: true });
writeFileSync(known, JSON.stringify(Object.fromEntries(verdicts), undefined, 1));
process.exitCode = slow.length === 0 ? 0 : 1;
