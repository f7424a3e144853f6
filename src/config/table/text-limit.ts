/**
 * The longest text that an option may have or hold, in UTF-16 units: the kernel takes no longer argument or variable
 * (MAX_ARG_STRLEN of execve(2) is 128 KiB), so nothing longer could reach a process.
 */
const longestText = 131_072;

/** How often a block may be written that may be repeated: each is compared with the others. */
export const mostBlocks = 1_000;

export const tooLong = `must not be or hold a text of more than ${longestText} characters`;

/** True when the value is a text that is too long, or has one in it, a name or a value. */
export function hasLongText(value: unknown): boolean {
  if (typeof value === "string") return value.length > longestText;
  if (Array.isArray(value)) return value.some(hasLongText);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, member]) => name.length > longestText || hasLongText(member));
}
