/**
 * Text that Nomad's command line shows in a table: there a `|` ends the column, and what follows it on the same line is
 * shown as further columns or not at all (ryanuber/columnize). A broken bar takes its place.
 */
export function columnText(text: string): string {
  return text.replaceAll("|", "¦");
}
