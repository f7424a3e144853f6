/** The chart and the figures of `./scripts/soak --hours` in docs/reliability.md, from docs/hours.json. */
import type { HoursRun } from "../test/soak/hours.ts";
import type { HoursSample } from "../test/soak/hours-sample.ts";
import { colours, line, svg, text } from "./svg.ts";

type Figure = Exclude<keyof HoursSample, "minute">;

/** One below the other, over the same time. */
const panels: readonly { readonly title: string; readonly lines: readonly (readonly [Figure, string])[] }[] = [
  {
    title: "memory, MB",
    lines: [
      ["pluginResident", "plugin, resident"],
      ["pluginAnonymous", "plugin, anonymous"],
      ["keepersProportional", "all keepers, proportional"],
    ],
  },
  {
    title: "CPU, % of a core",
    lines: [
      ["pluginCpu", "plugin"],
      ["podmanCpu", "Podman service"],
    ],
  },
  { title: "requests to Podman a minute", lines: [["requests", "requests"]] },
  {
    title: "from StartTask to the first line, ms (median)",
    lines: [["startMilliseconds", "start"]],
  },
  { title: "load of the machine", lines: [["load", "load"]] },
];
const inks = [colours.first, colours.second, colours.third];
/** From one name of a panel's lines to the next. */
const legend = 190;
const size = { left: 60, right: 30, plot: 700, panel: 110, gap: 50, top: 30 } as const;

export function hoursChart({ samples, hours }: HoursRun): string {
  const width = size.left + size.plot + size.right;
  const height = size.top + panels.length * (size.panel + size.gap);
  const shapes = panels.flatMap(({ title, lines }, index) => {
    const top = size.top + index * (size.panel + size.gap);
    const most = roundUp(Math.max(...samples.flatMap((sample) => lines.map(([figure]) => sample[figure]))));
    const y = (value: number) => top + size.panel * (1 - value / most);
    const grid = [0, most / 2, most].flatMap((value) => [
      line([point(0, y(value)), point(hours * 60, y(value))], colours.grid),
      text(size.left - 8, y(value) + 4, String(value), { anchor: "end" }),
    ]);
    const curves = lines.flatMap(([figure, name], each) => [
      line(
        samples.map((sample) => point(sample.minute, y(sample[figure]))),
        inks[each] ?? colours.text,
      ),
      text(size.left + size.plot - legend * (lines.length - 1 - each), top - 10, name, {
        anchor: "end",
        fill: inks[each] ?? colours.text,
      }),
    ]);
    return [text(size.left, top - 10, title, { size: 13 }), ...grid, ...ticks(top + size.panel + 16), ...curves];
  });
  return svg(width, height, "What a busy node costs over time", shapes);

  function point(minute: number, y: number): readonly [number, number] {
    return [size.left + (size.plot * minute) / (hours * 60), y];
  }

  function ticks(y: number): string[] {
    return [0, 0.25, 0.5, 0.75, 1].map((part) =>
      text(size.left + size.plot * part, y, `${Math.round(part * hours * 60)} min`, { anchor: "middle", size: 11 }),
    );
  }
}

/** A number of one digit and zeros, or 1.5 or 2.5 times such: where a scale ends. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((times) => times * unit).find((end) => end >= value) ?? value;
}

/** The section of docs/reliability.md. */
export function hoursSection(run: HoursRun): string {
  const { date, hours, tasks, turnover, lines, samples, problems } = run;
  const rows = (
    [
      ["plugin, resident, MB", "pluginResident"],
      ["plugin, anonymous, MB", "pluginAnonymous"],
      ["plugin, file descriptors", "pluginDescriptors"],
      ["plugin, CPU, % of a core", "pluginCpu"],
      ["all FIFO keepers, proportional, MB", "keepersProportional"],
      ["Podman service, resident, MB", "podmanResident"],
      ["Podman service, CPU, % of a core", "podmanCpu"],
      ["requests to Podman a minute", "requests"],
      ["from StartTask to the first line, ms", "startMilliseconds"],
      ["load of the machine", "load"],
    ] as const
  ).map(([name, figure]) => {
    const values = samples.map((sample) => sample[figure]);
    const first = values.slice(0, Math.ceil(values.length / 4));
    const last = values.slice(-Math.ceil(values.length / 4));
    return `| ${name} | ${median(first)} | ${median(last)} | ${Math.max(...values)} |`;
  });
  const outcome =
    problems.length === 0
      ? "No task and no line was lost, every exit code was right, and nothing was left."
      : `**Broken**: ${problems.join("; ")}`;
  return `## ${hours} hours of a busy node

\`./scripts/soak --hours ${hours}\`: ${tasks} tasks, each with ten lines every two seconds, a sample of its stats
every second and a health check every two minutes; up to ten tasks a minute end, and new ones take
their place. The last run: ${date}, on two cores that other tests used as well; ${turnover.toLocaleString("en")} tasks were
replaced, ${lines.toLocaleString("en")} lines read. ${outcome}
[hours.podman.test.ts](../test/soak/hours.podman.test.ts) is the short form in \`./scripts/test\`.

| figure | median of the first quarter | of the last quarter | largest |
| --- | --- | --- | --- |
${rows.join("\n")}

![Memory, CPU, requests, starts and load over the time of the run](hours.svg)`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
