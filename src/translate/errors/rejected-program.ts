import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { shownReference } from "../../core/credentials.ts";
import type { DriverError } from "../../core/errors.ts";
import { invalidOption, optionMessage } from "../../core/option-error.ts";

/** What of a task decides which program its container starts. */
export type AskedProgram = Pick<TaskOptions, "command" | "args" | "entrypoint" | "image" | "rootfs">;

/** How the OCI runtimes word that a program cannot be started; the first group is the program, where they name it. */
interface Wording {
  readonly text: RegExp;
  readonly why: (program: string, image: string) => string;
  /** The same words are said of other files: they count only when they name what the task wrote. */
  readonly ambiguous?: true;
}

const missing = (program: string, image: string): string =>
  program.includes("/") ? `${image} has no such file, and no mount brings one` : `${image} has no such program in $PATH`;

const notExecutable = (): string =>
  "the task's user may not execute it: it needs an executable file (chmod +x), and a directory is none";

const notAProgram = (): string =>
  'it is no program of this node\'s architecture, and no script that begins with "#!" and its interpreter';

/** A program in Go's quotes (runc) or in back quotes (crun). */
const inGo = '"((?:[^"\\\\]|\\\\.)*)"';

/**
 * In the words of runc 1.1 to 1.3 (`exec: "NAME": …`, without quotes where the kernel refused) and of crun 0.17 to 1.29
 * (`executable file …`, before 1.20 `open executable`).
 */
const wordings: readonly Wording[] = [
  { text: new RegExp(`exec: ${inGo}: executable file not found in \\$PATH`), why: missing },
  { text: new RegExp(`exec: ${inGo}: stat .*: (?:no such file or directory|not a directory)`), why: missing },
  { text: /executable file `([^`]*)` not found/, why: missing },
  { text: new RegExp(`exec: ${inGo}: (?:permission denied|is a directory)`), why: notExecutable },
  { text: /\bexec (\/\S+): permission denied/, why: notExecutable },
  { text: /the path `([^`]*)` (?:exists but it is not executable|is not a regular file)/, why: notExecutable },
  { text: /\bopen (?:executable|`([^`]*)`): Permission denied/, why: notExecutable, ambiguous: true },
  { text: /\bexec (\/\S+): exec format error/, why: notAProgram },
  { text: /exec container process `([^`]*)`: Exec format error/, why: notAProgram },
  {
    text: /\bexec (\/\S+): no such file or directory|exec container process \(missing dynamic library\?\) `([^`]*)`/,
    why: (_, image) => `${image} lacks the interpreter or the dynamic loader that it names`,
  },
];

/**
 * The error for a container whose program cannot be started: it names the option that the program comes from, the program
 * and the image. Undefined when the words are about something else.
 */
export function rejectedProgram(words: string, asked: AskedProgram): DriverError | undefined {
  const image = asked.image === undefined ? `the directory ${asked.rootfs}` : `image ${shownReference(asked.image)}`;
  if (/no command or entrypoint provided/.test(words)) {
    const has = asked.image === undefined ? "a directory" : image;
    const why = `must be set, because ${has} has neither a CMD nor an ENTRYPOINT: write the program to start`;
    return invalidOption("command", undefined, why);
  }
  for (const { text, why, ambiguous } of wordings) {
    const match = text.exec(words);
    if (match === null) continue;
    const named = match.slice(1).find((group) => group !== undefined);
    const origin = programOf(asked, named === undefined ? undefined : unquoted(named));
    if (origin === undefined || (ambiguous === true && origin.option === "image")) continue;
    return invalidOption(origin.option, origin.shown, `${why(origin.program, image)}${advice(origin)}`);
  }
  return undefined;
}

/**
 * What a line of a container's log says of its program, where the runtime wrote it because the kernel refused the program
 * (runc 1.1 as it stands, crun as JSON); undefined for any other line.
 */
export function unstartedProgram(line: string): string | undefined {
  const words = /^\S+ stderr [FP] (exec \/.*|\{"msg":"exec container process .*)$/.exec(line)?.[1];
  if (words === undefined) return undefined;
  for (const { text, why } of wordings) {
    const match = text.exec(words);
    const program = match?.slice(1).find((group) => group !== undefined);
    if (program !== undefined) return `"${program}" could not be executed: ${why(program, "the image")}`;
  }
  return undefined;
}

/** Why the program of a health check cannot be started, in the runtime's words for it; undefined when it can. */
export function unstartedCheck(words: string, command: readonly string[]): string | undefined {
  const [program = ""] = command;
  const found = wordings.find(({ text, ambiguous }) => ambiguous !== true && text.test(words));
  return found === undefined ? undefined : optionMessage("healthcheck.command", program, found.why(program, "the image"));
}

/** Where the program that is started was written. */
interface Origin {
  readonly option: string;
  readonly shown: unknown;
  readonly program: string;
}

/** @param named what the runtime says that it could not start; undefined when it does not say */
function programOf({ entrypoint, command, args, image }: AskedProgram, named: string | undefined): Origin | undefined {
  const first = entrypoint?.[0] ?? command?.[0] ?? args?.[0];
  const isFirst = first !== undefined && (named === undefined || named === first || named.endsWith(`/${first}`));
  if (!isFirst) return named === undefined ? undefined : { option: "image", shown: image, program: named };
  if (entrypoint?.[0] !== undefined) return { option: "entrypoint", shown: first, program: first };
  return { option: command?.[0] === undefined ? "args" : "command", shown: first, program: first };
}

function advice({ option, program }: Origin): string {
  if (option === "args") return ": write the program in command";
  if (option === "image") return ` (${program} is its own entrypoint or command)`;
  if (!/\s/.test(program)) return "";
  return option === "command" ? ": put arguments into args" : ": make each argument an element of its own";
}

/** Go's quoted text; what is not JSON as well stays as it is. */
function unquoted(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}
