import { constants } from "node:os";
import { DriverError } from "./errors.ts";

const numberByName: Readonly<Record<string, number>> = constants.signals;

/** Real-time signals of glibc: SIGRTMIN is 34, SIGRTMAX 64. */
const realTime = { minimum: 34, maximum: 64 } as const;

/**
 * The number of a signal written as `SIGHUP`, `HUP`, `hup`, `1` or `SIGRTMIN+3`.
 *
 * @throws DriverError `invalidRequest` that names the value.
 */
export function parseSignal(text: string): number {
  const name = text.trim().toUpperCase();
  const bare = name.startsWith("SIG") ? name.slice(3) : name;
  if (/^\d+$/.test(bare)) return inRange(Number(bare), text);
  const relative = /^RT(MIN|MAX)(?:([+-])(\d+))?$/.exec(bare);
  if (relative !== null) {
    const base = relative[1] === "MIN" ? realTime.minimum : realTime.maximum;
    const offset = Number(relative[3] ?? 0) * (relative[2] === "-" ? -1 : 1);
    return inRange(base + offset, text);
  }
  const known = numberByName[`SIG${bare}`];
  if (known === undefined) throw unknownSignal(text);
  return known;
}

/** The usual name of a signal number (`SIGTERM`), or its number as text where it has none. */
export function signalName(number: number): string {
  for (const [name, value] of Object.entries(numberByName)) if (value === number) return name;
  return String(number);
}

function inRange(number: number, text: string): number {
  if (number < 1 || number > realTime.maximum) throw unknownSignal(text);
  return number;
}

/** The longest part of an unknown signal that is shown, in characters. */
const longestShown = 40;

function unknownSignal(text: string): DriverError {
  const shown = text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;
  return new DriverError(
    "invalidRequest",
    `signal "${shown}" is not known: give a name such as "SIGHUP" or "HUP", or a number from 1 to ${realTime.maximum}`,
  );
}
