import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../lab/paths.ts";

/** Paths of the documents that people follow, from the repository's root. */
export const documents: readonly string[] = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(repository, "docs")).map((name) => `docs/${name}`),
];

/** The text of a document. */
export function documentText(path: string): string {
  return readFileSync(join(repository, path), "utf8");
}

/** The contents of the fenced blocks of a language, in their order and without the indent of a list item. */
export function fencedBlocks(text: string, language: string): string[] {
  const blocks = text.matchAll(new RegExp(`^( *)\`\`\`${language}\\n(.*?)^\\1\`\`\`$`, "gms"));
  return [...blocks].map(([, indent = "", block = ""]) => block.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
}

/** The commands of the `console` blocks in a text, without their comments. */
export function consoleCommands(text: string): string[] {
  const lines = fencedBlocks(text, "console").flatMap((block) => block.split("\n"));
  return lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2).replace(/\s+# .*$/, ""));
}

/** What stands below a heading of the second level. @throws Error when there is no such heading */
export function section(text: string, heading: string): string {
  const found = new RegExp(`^## ${heading}\\n(.*?)(?=^## |$(?![\\s\\S]))`, "ms").exec(text)?.[1];
  if (found === undefined) throw new Error(`the text has no section ${heading}`);
  return found;
}

/** Every call of a script of this repository that a text names, in a `console` block or in backticks. */
export function scriptCalls(text: string): string[] {
  const inline = [...text.matchAll(/`([^`\n]*\.\/scripts\/[^`\n]*)`/g)].map((match) => match[1] ?? "");
  return [...consoleCommands(text), ...inline].filter((command) => /(^|\s)\.\/scripts\/[a-z]/.test(command));
}
