/** The text of docs/messages.md: every code of the error catalogue, with its messages. scripts/docs.ts writes it. */
import { type ErrorEntry, errorCodes } from "../src/core/error-codes.ts";

const introduction = `# Messages

<!-- Generated from src/core/error-codes.ts by scripts/docs.ts: change the catalogue there, then run \`./scripts/generate\`. -->

Every error of the driver is one line, in the task's events, in the agent's log or on the terminal.
One about an option has this form, with the value as the job has it, cut, its secrets hidden:

\`\`\`
option = value: what is wrong: what is allowed or what to do
\`\`\`

Search the first column for the words of a message; \`…\` stands for what varies. After a
*recoverable* error Nomad tries again as the task's \`restart\` block says; any other fails the task
at once.`;

export function messagesPage(): string {
  const entries: readonly (readonly [string, ErrorEntry])[] = Object.entries(errorCodes);
  return `${[introduction, index(entries), ...entries.map(section)].join("\n\n")}\n`;
}

function index(entries: readonly (readonly [string, ErrorEntry])[]): string {
  const rows = entries.flatMap(([code, { texts }]) => texts.map((text) => `| ${text} | [${code}](#${code.toLowerCase()}) |`));
  return ["| message | code |", "| --- | --- |", ...rows].join("\n");
}

function section([code, { meaning, advice, recoverable }]: readonly [string, ErrorEntry]): string {
  const again = typeof recoverable === "string" ? recoverable : recoverable ? "yes" : "no";
  const first = `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`;
  return `## ${code}\n\n${first}\n\n- What to do: ${advice}\n- Recoverable: ${again}.`;
}
