/** A decoded value against a table: what is missing, unknown or not allowed, and what the values become. */
import * as v from "valibot";
import { isRecord } from "../checks/values.ts";
import { coerce, notConvertible, toTextMap, typeWords } from "./coerce.ts";
import type { AttributeOption, BlockOption, HclType, MapBlockOption, Option, OptionTable } from "./option.ts";
import { type Problem, problem } from "./problem.ts";
import { didYouMean, elsewhere } from "./similar.ts";

/**
 * The longest text that an option may have or hold, in UTF-16 units: the kernel takes no longer argument or variable
 * (MAX_ARG_STRLEN of execve(2) is 128 KiB), so nothing longer could reach a process.
 */
const longestText = 131_072;

/** How often a block may be written that may be repeated: each is compared with the others. */
const mostBlocks = 1_000;

const tooLong = `must not be or hold a text of more than ${longestText} characters`;

type Body = Readonly<Record<string, unknown>>;

/** Adds what is wrong to the list that the caller began. */
type Report = (problem: Problem) => void;

/**
 * The checked values of a table, by name; complete only when nothing was reported.
 *
 * @param value the decoded body: an object, nil for nothing
 * @param path of the body, empty for the outermost
 */
export function checkTable(
  table: OptionTable,
  value: unknown,
  path: string,
  report: Report,
): Readonly<Record<string, unknown>> {
  const body = value ?? {};
  if (!isRecord(body)) {
    report(problem(path === "" ? "config" : path, undefined, `must be a block, not ${kindOf(body)}`));
    return {};
  }
  for (const key of Object.keys(body)) {
    if (!Object.hasOwn(table, key)) report(unknownOption(table, key, path));
  }
  const checked = new Map<string, unknown>();
  for (const [name, option] of Object.entries(table)) {
    const at = path === "" ? name : `${path}.${name}`;
    const raw = Object.hasOwn(body, name) ? body[name] : undefined;
    const result = checkOption(option, raw, at, report);
    if (option.kind === undefined && result === undefined) reportMissing(option, raw, at, body, report);
    if (option.kind !== undefined || option.alias === undefined) checked.set(name, result);
    else if (result !== undefined) takeAlias(table, option.alias, at, checked, result, report);
  }
  return Object.fromEntries(checked);
}

function unknownOption(table: OptionTable, key: string, path: string): Problem {
  const at = path === "" ? key : `${path}.${key}`;
  const near = didYouMean(key, Object.keys(table)) || "see docs/options.md for the options that there are";
  const hint = Object.hasOwn(elsewhere, at) ? elsewhere[at] : near;
  return problem(at, undefined, `is not an option of the driver; ${hint}`);
}

function checkOption(option: Option, raw: unknown, at: string, report: Report): unknown {
  if (option.kind === undefined) return checkAttribute(option, raw, at, report);
  if (option.kind === "mapBlock") return checkMapBlock(option, raw, at, report);
  return option.repeated === true ? checkBlocks(option, raw, at, report) : checkBlock(option, raw, at, report);
}

/** Empty is the same as none, as in the Go driver: jobs fill such options from variables. */
function isUnset(raw: unknown, type: HclType): boolean {
  if (raw === undefined || raw === null) return true;
  if (type === "any") return raw === "" || (Array.isArray(raw) && raw.length === 0);
  return raw === "" && type === "string";
}

function reportMissing(
  { type, required, example }: AttributeOption,
  raw: unknown,
  at: string,
  body: Body,
  report: Report,
): void {
  if (required === undefined || !isUnset(raw, type)) return;
  if (required === true) report(problem(at, undefined, "must be set", example));
  else if (isUnset(body[required.unless], "string"))
    report(problem(at, undefined, `must be set, or ${required.unless} instead`, example));
}

function checkAttribute(option: AttributeOption, raw: unknown, at: string, report: Report): unknown {
  const unset = isUnset(raw, option.type);
  if (unset && option.default === undefined) return undefined;
  const given: unknown = unset ? JSON.parse(option.default ?? "null") : raw;
  const type = option.readAs ?? option.type;
  const shown = option.secret === true ? "(hidden)" : undefined;
  if (hasLongText(given)) {
    report(problem(at, shown ?? given, tooLong));
    return undefined;
  }
  const value = coerce(given, type);
  if (value === notConvertible) {
    report(problem(at, shown ?? given, `must be ${typeWords(type)}`, option.example));
    return undefined;
  }
  return runCheck(option, value, at, shown, report);
}

function runCheck(
  option: AttributeOption | MapBlockOption,
  value: unknown,
  at: string,
  shown: unknown,
  report: Report,
): unknown {
  const result = v.safeParse(option.check, value, { abortPipeEarly: true });
  if (result.success) return result.output;
  for (const issue of result.issues) {
    const where = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
    report(problem(`${at}${where}`, shown ?? innermost(issue, value), issue.message, option.example));
  }
  return undefined;
}

/** The value that the issue is about as it was written: of a list or map the member. What a check made of it says less. */
function innermost(issue: v.BaseIssue<unknown>, whole: unknown): unknown {
  const member = issue.path?.at(-1);
  return member === undefined ? whole : member.value;
}

function checkMapBlock(option: MapBlockOption, raw: unknown, at: string, report: Report): unknown {
  if (raw === undefined || raw === null) return undefined;
  if (hasLongText(raw)) {
    report(problem(at, raw, tooLong));
    return undefined;
  }
  const value = toTextMap(raw);
  if (value !== notConvertible) return runCheck(option, value, at, undefined, report);
  report(problem(at, undefined, `must be a block of strings, not ${kindOf(raw)}`, option.example));
  return undefined;
}

/** A block may come as a list of one: the JSON of a job writes it so. */
function checkBlock(option: BlockOption, raw: unknown, at: string, report: Report): unknown {
  const bodies: readonly unknown[] = Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw];
  if (bodies.length > 1) {
    report(problem(at, undefined, `is written ${bodies.length} times: keep one block`, option.example));
    return undefined;
  }
  if (bodies.length === 0 && option.implied !== true) return undefined;
  return checkTable(option.options, bodies[0], at, report);
}

function checkBlocks(option: BlockOption, raw: unknown, at: string, report: Report): readonly unknown[] {
  const bodies: readonly unknown[] = Array.isArray(raw) ? raw : raw === undefined || raw === null ? [] : [raw];
  if (bodies.length > mostBlocks) {
    report(problem(at, undefined, `is written ${bodies.length} times: at most ${mostBlocks} blocks are allowed`));
    return [];
  }
  return bodies.map((body, index) => checkTable(option.options, body, `${at}[${index}]`, report));
}

/** Moves the value of another spelling to its option, which stands before it in the table. */
function takeAlias(
  table: OptionTable,
  name: string,
  at: string,
  checked: Map<string, unknown>,
  value: unknown,
  report: Report,
): void {
  const canonical = table[name];
  const before = checked.get(name);
  const untouched =
    before === undefined ||
    (canonical !== undefined && canonical.kind === undefined && String(before) === canonical.default) ||
    before === value;
  if (untouched) checked.set(name, value);
  else report(problem(at, value, `means the same as ${name}, which has another value; keep one of them`));
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a block" : `a ${typeof value}`;
}

/** True when the value is a text that is too long, or has one in it, a name or a value. */
function hasLongText(value: unknown): boolean {
  if (typeof value === "string") return value.length > longestText;
  if (Array.isArray(value)) return value.some(hasLongText);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, member]) => name.length > longestText || hasLongText(member));
}
