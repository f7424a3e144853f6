import { invalidOption } from "../../core/option-error.ts";

/** Words that Podman takes behind a bind mount or volume (common's parse.ValidateVolumeOpts). */
const words: ReadonlySet<string> = new Set([
  ..."ro rw exec noexec suid nosuid dev nodev bind rbind z Z U O idmap copy nocopy noatime".split(" "),
  ..."private rprivate slave rslave shared rshared unbindable runbindable no-dereference".split(" "),
]);
const withValue = /^(?:idmap|upperdir|workdir)=/;

const tmpfsWords: ReadonlySet<string> = new Set(
  "ro rw exec noexec suid nosuid dev nodev noatime relatime strictatime nodiratime tmpcopyup notmpcopyup noswap"
    .split(" ")
    .concat("private rprivate slave rslave shared rshared unbindable runbindable U".split(" ")),
);
/** As the kernel reads them (Documentation/filesystems/tmpfs.rst); what it cannot read fails the start in words that name no option. */
const tmpfsValues: ReadonlyMap<string, { readonly form: RegExp; readonly allowed: string }> = new Map([
  ["size", { form: /^\d{1,20}[kmgtpe%]?$/i, allowed: "a size such as 64m, or a share of the memory such as 10%" }],
  ["nr_blocks", { form: /^\d{1,20}[kmgtpe]?$/i, allowed: "a number such as 4096 or 4k" }],
  ["nr_inodes", { form: /^\d{1,20}[kmgtpe]?$/i, allowed: "a number such as 4096 or 4k" }],
  ["mode", { form: /^[0-7]{1,5}$/, allowed: "octal digits such as 1777" }],
  ["uid", { form: /^\d{1,10}$/, allowed: "a number" }],
  ["gid", { form: /^\d{1,10}$/, allowed: "a number" }],
  ["mpol", { form: /./, allowed: "a memory policy such as interleave" }],
]);

/** Groups of which at most one may be named. */
const exclusive: readonly ReadonlySet<string>[] = [
  new Set(["ro", "rw"]),
  new Set(["exec", "noexec"]),
  new Set(["suid", "nosuid"]),
  new Set(["dev", "nodev"]),
  new Set(["z", "Z"]),
  new Set("private rprivate slave rslave shared rshared unbindable runbindable".split(" ")),
];

/**
 * Checks the options of a bind mount or volume; `option` and `value` are what the job wrote.
 *
 * @throws DriverError `invalidConfig`.
 */
export function bindOptions(option: string, value: unknown, list: readonly string[]): readonly string[] {
  return checked(option, value, list, (word) =>
    words.has(word) || withValue.test(word) ? undefined : notKnown(word, [...words]),
  );
}

/** The same for a tmpfs. */
export function tmpfsOptions(option: string, value: unknown, list: readonly string[]): readonly string[] {
  return checked(option, value, list, (word) => {
    if (tmpfsWords.has(word)) return undefined;
    const [name = "", ...rest] = word.split("=");
    const known = rest.length === 0 ? undefined : tmpfsValues.get(name);
    if (known === undefined) return notKnown(word, [...tmpfsWords, ...[...tmpfsValues.keys()].map((each) => `${each}=`)]);
    return known.form.test(rest.join("=")) ? undefined : `${word}: must be ${known.allowed}`;
  });
}

function notKnown(word: string, known: readonly string[]): string {
  return `the mount option "${word}" is not known; known are ${known.join(", ")}`;
}

/** @param fault says what is wrong with one of them */
function checked(
  option: string,
  value: unknown,
  list: readonly string[],
  fault: (word: string) => string | undefined,
): readonly string[] {
  for (const word of list) {
    const why = fault(word);
    if (why !== undefined) throw invalidOption(option, value, why);
  }
  for (const group of exclusive) {
    const named = [...new Set(list.filter((word) => group.has(word)))];
    if (named.length > 1) throw invalidOption(option, value, `the mount options ${named.join(" and ")} exclude each other`);
  }
  return list;
}
