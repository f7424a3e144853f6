import { boundedLine } from "../core/option-error.ts";

/** What a person asks of the binary. */
export type Command =
  | { readonly name: "explain" }
  | { readonly name: "help" }
  | { readonly name: "version" }
  | { readonly name: "fingerprint"; readonly socket: string | undefined; readonly oneLine: boolean }
  | {
      readonly name: "self-test";
      readonly socket: string | undefined;
      readonly image: string | undefined;
      readonly json: boolean;
    }
  | { readonly name: "validate"; readonly file: string }
  | { readonly name: "misuse"; readonly problem: string };

const commandFlags = ["--help", "--version", "--fingerprint", "--self-test", "--validate"] as const;
type CommandFlag = (typeof commandFlags)[number];

/** Flags that take a value, as `--flag VALUE` or `--flag=VALUE`. */
const valued: readonly string[] = ["--socket", "--image", "--validate"];
/** The options of a command. */
const companions: Readonly<Record<CommandFlag, readonly string[]>> = {
  "--help": [],
  "--version": [],
  "--fingerprint": ["--socket", "--json"],
  "--self-test": ["--socket", "--image", "--json"],
  "--validate": [],
};
const shortForms: Readonly<Record<string, string>> = { "-h": "--help", "-v": "--version" };

/** Reads the arguments after the program's name. Pure; whatever cannot be meant is a `misuse` that says why. */
export function parseArguments(given: readonly string[]): Command {
  if (given.length === 0) return { name: "explain" };
  const flags = new Map<string, string>();
  const rest = [...given];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [name = "", inline] = splitFlag(word);
    const flag = shortForms[name] ?? name;
    if (!isKnown(flag)) return misuse(`${word} is not known`);
    if (flags.has(flag)) return misuse(`${flag} is given twice`);
    const value = valued.includes(flag) ? (inline ?? rest.shift()) : "";
    if (value === undefined || (valued.includes(flag) && value === "")) return misuse(`${flag} needs a value`);
    if (!valued.includes(flag) && inline !== undefined) return misuse(`${flag} takes no value`);
    flags.set(flag, value);
  }
  return commandOf(flags);
}

function commandOf(flags: ReadonlyMap<string, string>): Command {
  const commands = commandFlags.filter((flag) => flags.has(flag));
  const [command] = commands;
  if (command === undefined) {
    const needed = commandFlags.filter((flag) => [...flags.keys()].every((given) => companions[flag].includes(given)));
    return misuse(`${[...flags.keys()].join(" ")} needs ${needed.join(" or ")}`);
  }
  if (commands.length > 1) return misuse(`${commands.join(" and ")} cannot be given together`);
  const stray = [...flags.keys()].find((flag) => flag !== command && !companions[command].includes(flag));
  if (stray !== undefined) return misuse(`${stray} does not go with ${command}`);
  switch (command) {
    case "--help":
      return { name: "help" };
    case "--version":
      return { name: "version" };
    case "--fingerprint":
      return { name: "fingerprint", socket: flags.get("--socket"), oneLine: flags.has("--json") };
    case "--self-test":
      return { name: "self-test", socket: flags.get("--socket"), image: flags.get("--image"), json: flags.has("--json") };
    case "--validate":
      return { name: "validate", file: flags.get("--validate") ?? "" };
  }
}

function splitFlag(word: string): string[] {
  const equals = word.startsWith("--") ? word.indexOf("=") : -1;
  return equals === -1 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
}

function isKnown(flag: string): boolean {
  return commandFlags.some((known) => known === flag) || Object.values(companions).some((list) => list.includes(flag));
}

function misuse(problem: string): Command {
  return { name: "misuse", problem: boundedLine(problem) };
}
