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
const tmpfsWithValue = /^(?:size|mode|uid|gid|nr_inodes|nr_blocks|mpol)=.+$/;
/** As the kernel reads them (Documentation/filesystems/tmpfs.rst); what it cannot read fails the start in words that name no option. */
const tmpfsValues: readonly (readonly [name: string, value: RegExp, allowed: string])[] = [
  ["size", /^\d{1,20}[kmgtpe%]?$/i, "a size such as 64m, or a share of the memory such as 10%"],
  ["nr_blocks", /^\d{1,20}[kmgtpe]?$/i, "a number such as 4096 or 4k"],
  ["nr_inodes", /^\d{1,20}[kmgtpe]?$/i, "a number such as 4096 or 4k"],
  ["mode", /^[0-7]{1,5}$/, "octal digits such as 1777"],
  ["uid", /^\d{1,10}$/, "a number"],
  ["gid", /^\d{1,10}$/, "a number"],
];

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
  return checked(option, value, list, (word) => words.has(word) || withValue.test(word), [...words]);
}

/** The same for a tmpfs. */
export function tmpfsOptions(option: string, value: unknown, list: readonly string[]): readonly string[] {
  const known = (word: string) => tmpfsWords.has(word) || tmpfsWithValue.test(word);
  checked(option, value, list, known, [...tmpfsWords, "size=", "mode="]);
  for (const word of list) {
    for (const [name, form, allowed] of tmpfsValues) {
      if (word.startsWith(`${name}=`) && !form.test(word.slice(name.length + 1))) {
        throw invalidOption(option, value, `${word}: must be ${allowed}`);
      }
    }
  }
  return list;
}

function checked(
  option: string,
  value: unknown,
  list: readonly string[],
  known: (word: string) => boolean,
  allowed: readonly string[],
): readonly string[] {
  const unknown = list.find((word) => !known(word));
  if (unknown !== undefined) {
    throw invalidOption(option, value, `the mount option "${unknown}" is not known; known are ${allowed.join(", ")}`);
  }
  for (const group of exclusive) {
    const named = [...new Set(list.filter((word) => group.has(word)))];
    if (named.length > 1) throw invalidOption(option, value, `the mount options ${named.join(" and ")} exclude each other`);
  }
  return list;
}
