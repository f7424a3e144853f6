/** Whether a glob covers the whole path: `*` and `?` stop at a slash, `**` does not. */
export function globCovers(glob: string, path: string): boolean {
  let ends = new Set([0]);
  for (const part of glob.split(/(\*\*|\*|\?)/)) {
    ends = new Set([...ends].flatMap((start) => endsOf(part, path, start)));
    if (ends.size === 0) return false;
  }
  return ends.has(path.length);
}

/** Where a part of the glob can end that begins at `start`. */
function endsOf(part: string, path: string, start: number): readonly number[] {
  switch (part) {
    case "**":
      return upTo(start, path.length);
    case "*":
      return upTo(start, nextSlash(path, start));
    case "?":
      return start < nextSlash(path, start) ? [start + 1] : [];
    default:
      return path.startsWith(part, start) ? [start + part.length] : [];
  }
}

function nextSlash(path: string, start: number): number {
  const slash = path.indexOf("/", start);
  return slash === -1 ? path.length : slash;
}

function upTo(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
