const lineEnds = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Control characters, and the marks that turn the direction of text: a terminal obeys them. */
const controls = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * The text as one line that any terminal and log can be given: ends of lines become spaces, other control characters are
 * written as JSON writes them. Messages quote jobs, images, registries and tasks.
 */
export function printable(text: string): string {
  if (text.search(controls) === -1) return text;
  const lines = text.split(lineEnds).map((line) => line.trim());
  return lines
    .filter((line) => line !== "")
    .join(" ")
    .replace(controls, (character) =>
      character === "\t" ? " " : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
