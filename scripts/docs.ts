/**
 * Writes docs/options.md and docs/dialects.md from the option tables and docs/messages.md from the error catalogue and the tables of
 * docs/compatibility.md, docs/cluster.md, docs/performance.md and docs/reliability.md, with their charts, from the
 * runs in the JSON beside them; `--check` only reports whether they are up to date (exit code 1 when one is not).
 */

import { pluginOptionGroups } from "../src/config/plugin-options/plugin-options.ts";
import type { AttributeOption, MapBlockOption, Option, OptionGroup, OptionTable } from "../src/config/table/option.ts";
import { taskOptionGroups } from "../src/config/task-options/task-options.ts";
import { coveredBy, pluginOptionsCoveredBy, taskOptionsCoveredBy } from "../test/options/covered-by.ts";
import type { HoursRun } from "../test/soak/hours.ts";
import { type ClusterRun, clusterPage } from "./cluster.ts";
import { type Compatibility, compatibilityPage } from "./compatibility.ts";
import { dialectsPage } from "./dialects.ts";
import { hoursChart } from "./hours.ts";
import { messagesPage } from "./messages.ts";
import { type BenchRun, performanceChart, performancePage } from "./performance.ts";
import { reliabilityPage } from "./reliability.ts";

const introduction = `# Options

<!-- Generated from src/config by scripts/docs.ts: change the tables there, then run \`./scripts/generate\`. -->

Durations are texts such as \`"30s"\` or \`"1h30m"\`, sizes texts such as \`"32m"\` (b, k, m, g; a bare number is bytes).
An option that is not set, and an empty string, leave the choice to Podman unless a default is named here. Options marked
*new* are not in HashiCorp's driver; all others keep its names, types and defaults. The test of each option checks what
it does to a real container or a real Podman.`;

const pluginIntroduction = `## Plugin

In the agent's configuration:

\`\`\`hcl
plugin "nomad-driver-podman" {
  config {
    # options
  }
}
\`\`\``;

const taskIntroduction = `## Task

In the job, in a task with \`driver = "podman"\`:

\`\`\`hcl
task "redis" {
  driver = "podman"

  config {
    image = "docker.io/library/redis:7"
    # options
  }
}
\`\`\``;

function optionsPage(): string {
  const parts = [
    introduction,
    pluginIntroduction,
    ...pluginOptionGroups.map((group) => groupText(group, pluginOptionsCoveredBy)),
    taskIntroduction,
    ...taskOptionGroups.map((group) => groupText(group, taskOptionsCoveredBy)),
  ];
  return `${parts.join("\n\n")}\n`;
}

type CoveredBy = Readonly<Record<string, readonly string[]>>;

function groupText({ title, options }: OptionGroup, covered: CoveredBy): string {
  return [`### ${title}`, ...Object.entries(options).flatMap(([name, option]) => optionText(name, option, covered))].join(
    "\n\n",
  );
}

function optionText(name: string, option: Option, covered: CoveredBy): string[] {
  const facts = [kindText(option), ...(option.origin === undefined ? [] : ["*new*"])];
  const deprecated = option.deprecated === undefined ? "" : ` **Deprecated:** ${option.deprecated}.`;
  const text = `**\`${name}\`** — ${facts.join(", ")}. ${option.help}${deprecated}${testText(name, covered)}`;
  if (option.kind !== "block") return [text, ...exampleText(option.example)];
  return [text, ...exampleText(option.example), memberTable(option.options, `${name}.`)];
}

function testText(name: string, covered: CoveredBy): string {
  const file = coveredBy(covered, name);
  return file === undefined ? "" : ` ([test](../${file}))`;
}

function kindText(option: Option): string {
  if (option.kind === "block") return option.repeated === true ? "block, may be repeated" : "block";
  return valueText(option);
}

function valueText(option: AttributeOption | MapBlockOption): string {
  if (option.kind === "mapBlock") return "block of strings";
  const type = option.readAs ?? (option.type === "any" ? "string or list(string)" : option.type);
  if (option.required === true) return `${type}, required`;
  if (option.required !== undefined) return `${type}, required unless \`${option.required.unless}\` is set`;
  return option.default === undefined ? type : `${type}, default \`${option.default}\``;
}

function exampleText(example: string | undefined): string[] {
  return example === undefined ? [] : [`\`\`\`hcl\n${example}\n\`\`\``];
}

/** The options of a block, also of the blocks in it, one a row. */
function memberTable(table: OptionTable, path: string): string {
  return ["| option | type | meaning |", "| --- | --- | --- |", ...memberRows(table, path)].join("\n");
}

function memberRows(table: OptionTable, path: string): string[] {
  return Object.entries(table).flatMap(([name, option]) => {
    const row = `| \`${path}${name}\` | ${kindText(option)}${option.origin === undefined ? "" : ", *new*"} | ${cell(option.help)} |`;
    return option.kind === "block" ? [row, ...memberRows(option.options, `${path}${name}.`)] : [row];
  });
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

const read = (name: string): Promise<string> => Bun.file(new URL(`../docs/${name}`, import.meta.url)).text();

/** A part of the page only is generated: what people wrote around it stays. */
async function versionsPage(): Promise<string> {
  return compatibilityPage(await read("compatibility.md"), JSON.parse(await read("compatibility.json")) as Compatibility);
}

async function main(): Promise<number> {
  const check = process.argv.includes("--check");
  let stale = 0;
  const bench = JSON.parse(await read("performance.json")) as readonly BenchRun[];
  for (const [name, wanted] of Object.entries({
    "docs/options.md": optionsPage(),
    "docs/messages.md": messagesPage(),
    "docs/dialects.md": dialectsPage(),
    "docs/compatibility.md": await versionsPage(),
    "docs/cluster.md": clusterPage(JSON.parse(await read("cluster.json")) as ClusterRun),
    "docs/hours.svg": hoursChart(JSON.parse(await read("hours.json")) as HoursRun),
    "docs/performance.md": performancePage(await read("performance.md"), bench),
    "docs/performance.svg": performanceChart(bench),
    "docs/reliability.md": reliabilityPage(new URL("../docs/reliability.json", import.meta.url)),
  })) {
    const file = Bun.file(new URL(`../${name}`, import.meta.url));
    if (!check) await Bun.write(file, wanted);
    else if (!(await file.exists()) || (await file.text()) !== wanted) {
      console.error(`${name} is out of date: run ./scripts/generate`);
      stale += 1;
    }
  }
  return stale === 0 ? 0 : 1;
}

process.exitCode = await main();
