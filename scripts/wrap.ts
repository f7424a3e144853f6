/**
 * Wraps the prose of the documents at 100 columns: a paragraph or list item with a longer line is filled again. `--check` only
 * lists the files with such lines (exit code 1). Code blocks, tables and headings stay; inline code is not broken.
 */
import { Glob } from "bun";

const widest = 100;
const root = new URL("..", import.meta.url).pathname;
/** What is written by scripts/docs.ts has one line for each option or error. */
const generated = /^<!-- Generated/m;

const fence = /^\s*```/;
const listItem = /^(\s*)([-*]|\d+\.)(\s+)/;
/** Headings, tables, HTML. */
const notProse = /^\s*($|[#|<])/;
/** Words with which a line would be a list item or a heading. */
const structural = /^([-+*>|]|#+|\d+[.)])$/;

function wrapped(text: string): string {
  const done: string[] = [];
  let block: string[] = [];
  let inFence = false;
  const finish = () => {
    done.push(...(block.some((line) => line.length > widest) ? filled(block) : block));
    block = [];
  };
  for (const line of text.split("\n")) {
    if (fence.test(line) || inFence || notProse.test(line)) {
      finish();
      done.push(line);
      if (fence.test(line)) inFence = !inFence;
    } else {
      if (listItem.test(line)) finish();
      block.push(line);
    }
  }
  finish();
  return done.join("\n");
}

/** The lines of a paragraph or list item, each as full as it can be. */
function filled(block: readonly string[]): string[] {
  const first = block[0] ?? "";
  const marker = listItem.exec(first)?.[0] ?? /^\s*/.exec(first)?.[0] ?? "";
  const words = [first.slice(marker.length), ...block.slice(1)].join(" ").match(/(?:`[^`]*`|\S)+/g) ?? [];
  const lines: string[] = [];
  let line = marker;
  for (const word of words) {
    const empty = line.trim() === marker.trim();
    if (empty || line.length + 1 + word.length <= widest || structural.test(word)) line += empty ? word : ` ${word}`;
    else {
      lines.push(line);
      line = `${" ".repeat(marker.length)}${word}`;
    }
  }
  return [...lines, line];
}

const files = ["*.md", "docs/*.md"].flatMap((pattern) => [...new Glob(pattern).scanSync(root)]);
for (const file of files.sort()) {
  const text = await Bun.file(`${root}${file}`).text();
  const wanted = wrapped(text);
  if (wanted === text || generated.test(text)) continue;
  if (!process.argv.includes("--check")) await Bun.write(`${root}${file}`, wanted);
  else {
    console.error(`${file} has lines of more than ${widest} columns: run ./scripts/format`);
    process.exitCode = 1;
  }
}
