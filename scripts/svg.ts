/** The few shapes that the charts of the documents are drawn with. Lengths are pixels. */

export const colours = {
  good: "#2e7d32",
  bad: "#c62828",
  first: "#1565c0",
  second: "#e65100",
  third: "#6a1b9a",
  grid: "#cccccc",
  text: "#444444",
} as const;

/** A whole file; white, since a page may be dark. @param title for who cannot see it */
export function svg(width: number, height: number, title: string, shapes: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...shapes,
    "</svg>",
    "",
  ].join("\n");
}

export interface TextStyle {
  readonly fill?: string;
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
}

export function text(
  x: number,
  y: number,
  words: string,
  { fill = colours.text, anchor = "start", size = 12 }: TextStyle = {},
): string {
  return `<text x="${tenth(x)}" y="${tenth(y)}" fill="${fill}" text-anchor="${anchor}" font-size="${size}">${escaped(words)}</text>`;
}

export function box(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${tenth(x)}" y="${tenth(y)}" width="${tenth(width)}" height="${tenth(height)}" fill="${fill}"/>`;
}

export function line(points: readonly (readonly [x: number, y: number])[], stroke: string): string {
  const at = points.map(([x, y]) => `${tenth(x)},${tenth(y)}`).join(" ");
  return `<polyline points="${at}" fill="none" stroke="${stroke}" stroke-width="1.5"/>`;
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
