/** Finds every fault of a task's config, where the translation stops at the first. */
import { isRecord } from "../config/checks/values.ts";
import type { OptionTable } from "../config/table/option.ts";
import type { Problem } from "../config/table/problem.ts";
import { taskOptionTable } from "../config/task-options/task-options.ts";

/** A task's config block, decoded. */
export type Body = Readonly<Record<string, unknown>>;

/** More faults of one task than anybody corrects at once; bounds the number of translations. */
const mostFaults = 20;

const ownTable: OptionTable = taskOptionTable;

/**
 * Every fault that `first` finds: it is asked again without the part of the config that it blamed, until it finds none.
 *
 * @param first the message of the first fault, `option = value: …`; undefined when there is none
 */
export function everyFault(body: Body, first: (body: Body) => string | undefined): readonly string[] {
  const faults: string[] = [];
  let rest = body;
  while (faults.length < mostFaults) {
    const fault = first(rest);
    if (fault === undefined || faults.includes(fault)) break;
    faults.push(fault);
    const name = /^[a-z0-9_]{1,40}/.exec(fault)?.[0] ?? "";
    if (!Object.hasOwn(rest, name)) break;
    // The smallest part without which it is another fault, or none.
    const smaller = partsWithout(rest, name).find((body) => first(body) !== fault);
    rest = smaller ?? without(rest, name);
  }
  return faults;
}

/** The config without the options that have a problem; of repeated blocks only those that have. */
export function withoutProblems(body: Body, problems: readonly Problem[], table: OptionTable = ownTable): Body {
  let rest = body;
  for (const [name, value] of Object.entries(body)) {
    const about = problems.filter(
      ({ option }) => option === name || option.startsWith(`${name}.`) || option.startsWith(`${name}[`),
    );
    if (about.length === 0) continue;
    const kept = Array.isArray(value) ? value.filter((_, index) => !about.some(({ option }) => isOf(option, name, index))) : [];
    const some = isRepeated(name, table) && kept.length > 0 && kept.length < (Array.isArray(value) ? value.length : 0);
    rest = some ? { ...rest, [name]: kept } : without(rest, name);
  }
  return rest;
}

/** A problem of what {@link withoutProblems} returned, with the index that its block has in the whole config. */
export function inWhole(problem: Problem, body: Body, removed: readonly Problem[]): Problem {
  const [place = "", name = "", index = ""] = /^([a-z0-9_]{1,40})\[(\d{1,6})\]/.exec(problem.option) ?? [];
  const value = body[name];
  if (!Array.isArray(value) || !isRepeated(name)) return problem;
  const kept = [...value.keys()].filter((each) => !removed.some(({ option }) => isOf(option, name, each)));
  const at = `${name}[${kept[Number(index)] ?? index}]`;
  const moved = (text: string) => (text.startsWith(place) ? `${at}${text.slice(place.length)}` : text);
  return { ...problem, option: moved(problem.option), message: moved(problem.message) };
}

function isOf(option: string, name: string, index: number): boolean {
  return option === `${name}[${index}]` || option.startsWith(`${name}[${index}].`);
}

function without(body: Body, name: string): Body {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
}

function isRepeated(name: string, table: OptionTable = ownTable): boolean {
  const option = table[name];
  return option?.kind === "block" && option.repeated === true;
}

/** The config without one of the elements of a list or the names of a map. */
function partsWithout(body: Body, name: string): readonly Body[] {
  const value = body[name];
  const option = ownTable[name];
  const type = option !== undefined && option.kind === undefined ? option.type : "";
  if (type.startsWith("list(map")) {
    const merged: Body = Object.assign({}, ...(Array.isArray(value) ? value : [value]).filter(isRecord));
    return Object.keys(merged).map((key) => ({ ...body, [name]: without(merged, key) }));
  }
  if (!Array.isArray(value) || !(type === "list(string)" || isRepeated(name))) return [];
  return value.map((_, index) => ({ ...body, [name]: value.filter((_, other) => other !== index) }));
}
