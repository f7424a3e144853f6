import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { shownReference } from "../../core/credentials.ts";
import type { DriverError } from "../../core/errors.ts";
import { invalidOption, optionMessage, shown } from "../../core/option-error.ts";

/** What of a task decides which program its container starts. */
export type AskedProgram = Pick<TaskOptions, "command" | "args" | "entrypoint" | "image" | "rootfs">;

/** What the node knows of that program, as far as it could be found out. */
export interface ProgramFacts {
  /** Of the container; a relative program starts there. */
  readonly workingDirectory?: string | undefined;
  /** The program itself, where a mount brings it. */
  readonly file?: ProgramFile | undefined;
}

export interface ProgramFile {
  readonly directory: boolean;
  /** The permission bits. */
  readonly mode: number;
  readonly owner: number;
}

type Fault = "missing" | "notExecutable" | "unreachable" | "foreign" | "loader";

/** How the OCI runtimes word that a program cannot be started; the first group is the program, where they name it. */
interface Wording {
  readonly text: RegExp;
  readonly fault: Fault;
  /** The same words are said of other files: they count only when they name what the task wrote. */
  readonly ambiguous?: true;
}

/** Why the program cannot be started; `place` is who should have it: the image, the container. */
const reasons: Readonly<Record<Fault, (program: string, place: string) => string>> = {
  missing: (program, place) => `${place} has no such ${program.includes("/") ? "file" : "program in $PATH"}`,
  notExecutable: () => "it is a directory, or a file that the task's user may not execute: chmod +x",
  unreachable: () => "the task's user may not enter a directory on the way to it: give that directory chmod a+x",
  foreign: () => 'it is no program of this node\'s architecture, and no script that begins with "#!" and its interpreter',
  loader: (_, place) => `${place} lacks the interpreter or the dynamic loader that it names, or its first line ends with CR LF`,
};

/**
 * In the words of runc 1.1 to 1.3 (`exec: "NAME": …` in Go's quotes, without them where the kernel refused) and of crun
 * 0.17 to 1.29 (`executable file …`, before 1.20 `open executable`).
 */
const wordings: readonly Wording[] = [
  { text: /exec: "((?:[^"\\]|\\.)*)": executable file not found in \$PATH/, fault: "missing" },
  { text: /exec: "((?:[^"\\]|\\.)*)": stat .*: (?:no such file or directory|not a directory)/, fault: "missing" },
  { text: /executable file `([^`]*)` not found/, fault: "missing" },
  { text: /exec: "((?:[^"\\]|\\.)*)": stat .*: permission denied/, fault: "unreachable" },
  { text: /exec: "((?:[^"\\]|\\.)*)": (?:permission denied|is a directory)/, fault: "notExecutable" },
  { text: /\bexec (\/\S+): permission denied/, fault: "notExecutable" },
  { text: /the path `([^`]*)` (?:exists but it is not executable|is not a regular file)/, fault: "notExecutable" },
  { text: /\bopen (?:executable|`([^`]*)`): Permission denied/, fault: "notExecutable", ambiguous: true },
  { text: /\bexec (\/\S+): exec format error/, fault: "foreign" },
  { text: /exec container process `([^`]*)`: Exec format error/, fault: "foreign" },
  {
    text: /\bexec (\/\S+): no such file or directory|exec container process \(missing dynamic library\?\) `([^`]*)`/,
    fault: "loader",
  },
];

/** Podman's own words, and those of crun and runc for the empty one that Podman 5.4.2 asks them for. */
const noProgram = /no command or entrypoint provided|cannot find `` in \$PATH|exec: "": executable file not found/;

/**
 * The error for a container whose program cannot be started: it names the option that the program comes from, the program
 * and the image. Undefined when the words are about something else.
 */
export function rejectedProgram(words: string, asked: AskedProgram, facts: ProgramFacts = {}): DriverError | undefined {
  const image = asked.image === undefined ? `the directory ${asked.rootfs}` : `image ${shownReference(asked.image)}`;
  if (noProgram.test(words)) {
    const has = asked.image === undefined ? "a directory" : image;
    const why = `must be set, because ${has} has neither a CMD nor an ENTRYPOINT: write the program to start`;
    return invalidOption("command", undefined, why);
  }
  for (const { text, fault, ambiguous } of wordings) {
    const match = text.exec(words);
    if (match === null) continue;
    const origin = programOf(asked, programIn(match));
    if (origin === undefined || (ambiguous === true && origin.option === "image")) continue;
    const why = taskReason(fault, origin.program, image, facts);
    return invalidOption(origin.option, origin.shown, `${why}${advice(origin)}`);
  }
  return undefined;
}

/** The program that the task starts, where its options and not the image say which. */
export function writtenProgram({ entrypoint, command, args }: AskedProgram): string | undefined {
  return entrypoint?.[0] ?? command?.[0] ?? args?.[0];
}

/** A path that starts in the container's working directory. */
export function isRelative(program: string): boolean {
  return program.includes("/") && !program.startsWith("/");
}

function taskReason(fault: Fault, program: string, image: string, { workingDirectory, file }: ProgramFacts): string {
  const reason = reasons[fault](program, image);
  if (fault === "missing" && program.includes("/")) {
    const where =
      workingDirectory === undefined ? "the image's working directory" : `the working directory "${workingDirectory}"`;
    const hint = `: a relative path starts in ${where}: set working_dir or write an absolute path (the task directory is "/local")`;
    return `${reason}, and no mount brings one${isRelative(program) ? hint : ""}`;
  }
  return fault === "notExecutable" && file !== undefined ? whyNotExecutable(file) : reason;
}

function whyNotExecutable({ directory, mode, owner }: ProgramFile): string {
  if (directory) return "it is a directory: write the path of a program in it";
  const octal = `0${mode.toString(8).padStart(3, "0")}`;
  if ((mode & 0o111) === 0)
    return `it is not executable, its mode is ${octal}: chmod +x, or perms = "755" in its template block`;
  if ((mode & 0o001) === 0)
    return `its mode is ${octal} and its owner uid ${owner}, so the task's user may not execute it: chmod a+rx`;
  return "its mode lets everybody execute it, but a mount with noexec or the node's security policy does not";
}

/**
 * What a line of a container's log says of its program, where the runtime wrote it because the kernel refused the program
 * (runc 1.1 as it stands, crun as JSON); undefined for any other line.
 */
export function unstartedProgram(line: string): string | undefined {
  const words = /^\S+ stderr [FP] (exec \/.*|\{"msg":"exec container process .*)$/.exec(line)?.[1];
  if (words === undefined) return undefined;
  for (const { text, fault } of wordings) {
    const match = text.exec(words);
    const program = match === null ? undefined : programIn(match);
    if (program !== undefined) return unstarted(program, reasons[fault](program, "the image"));
  }
  return undefined;
}

/**
 * What an exec's output says of its program, where the runtime wrote it because it could not start it, in plain words; undefined for
 * any other output.
 *
 * @param output all of it, one line
 */
export function unstartedExec(output: string, [program = ""]: readonly string[]): string | undefined {
  if (!/^(?:Error: .*|exec \/.*|\{"msg":"exec container process .*)\r?\n$/.test(output)) return undefined;
  for (const { text, fault } of wordings) {
    const match = text.exec(output);
    if (match === null) continue;
    // crun before 1.20 names none where it opens the program: an exec opens no other.
    const named = programIn(match) ?? program;
    if (named !== program && !named.endsWith(`/${program}`)) continue;
    const hint = fault === "missing" && /\s/.test(program) ? ": write its arguments as separate words" : "";
    const relative = fault === "missing" && isRelative(program) ? ": a relative path starts in its working directory" : "";
    return unstarted(program, `${reasons[fault](program, "the container")}${hint || relative}`);
  }
  return undefined;
}

function unstarted(program: string, why: string): string {
  return `${shown(program)} could not be executed: ${why}`;
}

/** Why the program of a health check cannot be started, by what {@link unstartedExec} says of it; undefined when it can. */
export function unstartedCheck(output: string, [program = ""]: readonly string[]): string | undefined {
  const beginning = unstarted(program, "");
  if (!output.startsWith(beginning)) return undefined;
  return optionMessage("healthcheck.command", program, output.slice(beginning.length).trim());
}

/** Where the program that is started was written. */
interface Origin {
  readonly option: string;
  readonly shown: unknown;
  readonly program: string;
}

/** @param named what the runtime says that it could not start; undefined when it does not say */
function programOf(asked: AskedProgram, named: string | undefined): Origin | undefined {
  const { entrypoint, command, image } = asked;
  const first = writtenProgram(asked);
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

/** The program that the runtime names; undefined when it names none. */
function programIn(match: RegExpExecArray): string | undefined {
  const named = match.slice(1).find((group) => group !== undefined);
  return named === undefined ? undefined : unquoted(named);
}

/** Go's quoted text; what is not JSON as well stays as it is. */
function unquoted(text: string): string {
  try {
    return String(JSON.parse(`"${text}"`));
  } catch {
    return text;
  }
}
