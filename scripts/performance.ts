/** What docs/performance.md has of the bench: its tables and its chart, made from docs/performance.json. */
import { box, colours, line, svg, text } from "./svg.ts";

/** A run of the bench as it writes it to .cache/bench.json; docs/performance.json is an array of them. */
export interface BenchRun {
  readonly date: string;
  readonly command: string;
  readonly machine: string;
  /** In Markdown. */
  readonly table: string;
  readonly figures: readonly Figure[];
}

interface Figure {
  readonly row: string;
  readonly oursMedian: number;
  /** Ours to the Go driver's; 0 where there is nothing to divide by. */
  readonly ratio: number;
  /** `≤ 1.2 ×` of a ratio, `≤ 40` of our own figure. */
  readonly goal?: string;
  readonly holds?: boolean;
}

const begin = "<!-- Written by scripts/docs.ts from docs/performance.json, which has runs of ./scripts/bench. -->";
const end = "<!-- End of what is generated. -->";

/** The document with these runs in place of earlier ones. @throws Error when it has lost its marks */
export function performancePage(current: string, runs: readonly BenchRun[]): string {
  const [from, to] = [current.indexOf(begin), current.indexOf(end)];
  if (from < 0 || to < from) throw new Error("docs/performance.md has lost the marks of its generated part");
  const missed = runs.flatMap(({ figures }) => figures.filter(({ holds }) => holds === false));
  const rows = missed.map((figure) => `| ${figure.row} | ${reached(figure)} | ${figure.goal} |`);
  const summary =
    missed.length === 0
      ? "Every goal was reached."
      : ["| missed | reached | goal |", "| --- | --- | --- |", ...rows].join("\n");
  const chart = "![Each figure as a ratio to the Go driver's, with its goal](performance.svg)";
  const parts = [begin, ...runs.map(runText), summary, chart, end];
  return `${current.slice(0, from)}${parts.join("\n\n")}${current.slice(to + end.length)}`;
}

function runText({ date, command, machine, table }: BenchRun): string {
  return [`\`${command}\``, `${date}; ${machine}:`, table.trimEnd()].join("\n\n");
}

/** What the goal is of: the ratio, or our own figure. */
function reached({ goal = "", ratio, oursMedian }: Figure): string {
  return ofRatio(goal) ? shown(ratio) : String(Math.round(oursMedian * 10) / 10);
}

function ofRatio(goal: string): boolean {
  return goal.endsWith("×");
}

/** Of the chart, in pixels. */
const size = { row: 22, label: 530, bars: 360, margin: 12, head: 46 } as const;
/** Ratios at the edges of the chart; what is beyond them is drawn at the edge. */
const edges = { least: 1 / 128, most: 4 } as const;

/** A bar for each figure that has a ratio as its goal, from 1 to its ratio, on a logarithmic scale, with its goal as a mark. */
export function performanceChart(runs: readonly BenchRun[]): string {
  const compared = runs.flatMap(({ figures }) => figures).filter(({ goal = "", ratio }) => ofRatio(goal) && ratio > 0);
  const height = size.head + compared.length * size.row + size.margin;
  const title = "Ours as a ratio to the Go driver's (logarithmic); the black mark is the goal";
  return svg(size.label + size.bars + 70, height, title, [
    text(size.margin, 18, title, { size: 14 }),
    ...[1 / 64, 1 / 16, 1 / 4, 1, 4].flatMap((ratio) => [
      line([[x(ratio), size.head - 6] as const, [x(ratio), height - size.margin] as const], colours.grid),
      text(x(ratio), size.head - 10, ratio < 1 ? `1/${1 / ratio}` : String(ratio), { anchor: "middle" }),
    ]),
    ...compared.flatMap((figure, index) => bar(figure, size.head + index * size.row)),
  ]);
}

function bar({ row, ratio, goal = "", holds = false }: Figure, top: number): string[] {
  const [from, to] = [Math.min(x(1), x(ratio)), Math.max(x(1), x(ratio))];
  const fill = holds ? colours.good : colours.bad;
  return [
    text(size.label - 8, top + 14, row, { anchor: "end" }),
    box(from, top + 4, Math.max(1, to - from), 13, fill),
    box(x(Number.parseFloat(goal.replace(/^\D+/, ""))), top + 1, 2, 19, "#000000"),
    text(size.label + size.bars + 8, top + 14, shown(ratio), { fill }),
  ];
}

function shown(ratio: number): string {
  return `${ratio < 0.1 ? ratio.toFixed(3) : ratio.toFixed(2)} ×`;
}

function x(ratio: number): number {
  const [least, most] = [Math.log2(edges.least), Math.log2(edges.most)];
  const at = Math.log2(Math.min(edges.most, Math.max(edges.least, ratio)));
  return size.label + ((at - least) / (most - least)) * size.bars;
}
