/**
 * Fails for each regular expression of src that takes more than a time in proportion to the length of its worst text: one text
 * of a job could stop the driver.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { checkSync } from "recheck";

const repository = join(import.meta.dir, "..");

/** Milliseconds until recheck gives up on one expression. */
const proofTimeout = 10_000;

/**
 * Podman's words are cut to 2,000 characters (src/podman/http/error-map.ts) before they are read: there the square of the length is
 * short as well.
 */
const shortTexts: ReadonlySet<string> = new Set([
  "src/translate/errors/rejected-network.ts",
  "src/translate/errors/podman-wordings.ts",
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

function verdictOf({ pattern, flags, file }: Expression): Verdict {
  if (pattern === "") return "made at run time";
  const verdict = (checker: "automaton" | "fuzz", source: string): Verdict => {
    const found = checkSync(source, flags, { checker, timeout: proofTimeout });
    return found.status === "unknown" ? "unknown" : found.complexity.summary.replace(" (fuzz)", "");
  };
  // `[]` matches nothing, so this tries all that the expression can try, and is proved in milliseconds instead of seconds.
  const bound = verdict("automaton", `(?:${pattern})[]`);
  if (allowed(bound, file)) return bound;
  const proved = verdict("automaton", pattern);
  // Look-around and back references are beyond its theory: then it looks for an attack.
  return proved === "unknown" ? verdict("fuzz", pattern) : proved;
}

function allowed(verdict: Verdict, file: string): boolean {
  return verdict === "linear" || verdict === "safe" || (verdict === "2nd degree polynomial" && shortTexts.has(file));
}

const files = [...new Bun.Glob("src/**/*.ts").scanSync(repository)].filter((file) => !file.startsWith("src/rpc/gen/"));
for (const expression of files.sort().flatMap(expressionsOf)) {
  const { file, line, pattern, flags } = expression;
  const verdict = verdictOf(expression);
  if (allowed(verdict, file)) continue;
  console.error(`${file}:${line}: /${pattern}/${flags} is ${verdict}`);
  process.exitCode = 1;
}
