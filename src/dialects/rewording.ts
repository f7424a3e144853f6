import { isRecord } from "../config/checks/values.ts";
import { shown } from "../core/option-error.ts";

/** An option of the Podman driver, and what it was made of. */
export interface Source {
  readonly option: string;
  readonly value: unknown;
  /** The dialect's option, and what the user wrote there: for a list perhaps one value for each element. */
  readonly from: string;
  readonly given: unknown;
  /** Index in the whole list of the first element of `value`. */
  readonly first: number;
}

/** Makes of a message about the Podman driver's options one about the dialect's. */
export type Reword = (message: string) => string;

/** The name of an option where a message is about it: before its value, its reason or an index. */
const anyName = /[a-z_]{1,40}(?= ?[=:[])/y;

/** Messages about an element call it by another name than the list. */
const elementNames: Readonly<Record<string, string>> = { mounts: "mount" };

/**
 * The rewording of messages about options that were made of others. It goes through a message once, so what it has replaced is
 * not replaced again, and leaves alone what Podman and the runtime are quoted with: they have words such as `init:` too.
 *
 * @param phrases further words by ours; they go before what is derived from the options
 */
export function rewording(sources: readonly Source[], phrases: ReadonlyMap<string, string>): Reword {
  const names = new Map<string, string>();
  const forms = new Map<string, string>();
  for (const source of sources) {
    if (!names.has(source.option)) names.set(source.option, source.from);
    for (const [ours, theirs] of [...wholeForms(source), ...partForms(source)]) {
      const isPhrase = [...phrases.keys()].some((phrase) => ours.startsWith(phrase));
      if (!isPhrase && !forms.has(ours)) forms.set(ours, theirs);
    }
  }
  const longestFirst = [...forms].sort(([one], [other]) => other.length - one.length);
  return (message) => {
    const quoted = message.search(/(?:^|\()Podman: /);
    const own = quoted === -1 ? message : message.slice(0, quoted);
    return replaced(own, [...phrases], longestFirst, names) + message.slice(own.length);
  };
}

function replaced(text: string, phrases: readonly Form[], forms: readonly Form[], names: ReadonlyMap<string, string>): string {
  let result = "";
  let at = 0;
  while (at < text.length) {
    const isStart = !/[\w.]/.test(text[at - 1] ?? "");
    const [ours = text.charAt(at), theirs = ours] =
      [...phrases, ...(isStart ? forms : [])].find(([form]) => text.startsWith(form, at)) ??
      (isStart ? nameAt(text, at, names) : undefined) ??
      [];
    result += theirs;
    at += ours.length;
  }
  return result;
}

function nameAt(text: string, at: number, names: ReadonlyMap<string, string>): Form | undefined {
  anyName.lastIndex = at;
  const [name] = anyName.exec(text) ?? [];
  return name === undefined ? undefined : [name, names.get(name) ?? name];
}

type Form = readonly [ours: string, theirs: string];

function wholeForms({ option, value, from, given }: Source): readonly Form[] {
  return [[`${option} = ${shown(value)}`, `${from} = ${shown(given)}`]];
}

/** Of the elements of a list, and of the members of a block or a map. */
function* partForms({ option, value, from, given, first }: Source): Generator<Form> {
  const whole = `${from} = ${shown(given)}`;
  const isSame = option === from;
  if (isRecord(value) && !isSame)
    yield* memberForms(
      option,
      value,
      () => whole,
      () => from,
    );
  if (!Array.isArray(value)) return;
  const each: readonly unknown[] | undefined = Array.isArray(given) && given.length === value.length ? given : undefined;
  for (const [index, element] of value.entries()) {
    const place = each === undefined ? from : `${from}[${index}]`;
    if (!isSame) yield [`${option}[${first + index}]`, place];
    if (!isRecord(element))
      yield [`${option} = ${shown(element)}`, each === undefined ? whole : `${from} = ${shown(each[index])}`];
    else
      for (const name of [`${option}[${first + index}]`, elementNames[option] ?? option])
        yield* memberForms(
          name,
          element,
          (key, member) => (isSame ? `${place}.${key} = ${shown(member)}` : whole),
          (key) => (isSame ? `${place}.${key}` : place),
        );
  }
}

function* memberForms(
  name: string,
  members: Readonly<Record<string, unknown>>,
  theirs: (key: string, member: unknown) => string,
  placeOf: (key: string) => string,
): Generator<Form> {
  for (const [key, member] of Object.entries(members)) {
    yield [`${name}.${key} = ${shown(member)}`, theirs(key, member)];
    yield [`${name}.${key}:`, `${placeOf(key)}:`];
  }
}
