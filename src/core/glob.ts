/** `*` stands for any characters. Part by part: an expression would try every place of every part. */
export function matchesGlob(glob: string, name: string): boolean {
  const [first = "", ...parts] = glob.split("*");
  const last = parts.pop();
  if (last === undefined) return name === glob;
  if (!name.startsWith(first)) return false;
  let end = first.length;
  for (const part of parts) {
    const found = name.indexOf(part, end);
    if (found < 0) return false;
    end = found + part.length;
  }
  return name.length >= end + last.length && name.endsWith(last);
}
