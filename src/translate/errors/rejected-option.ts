import type { DriverError } from "../../core/errors.ts";
import { invalidOption } from "../../core/option-error.ts";
import { type Asked, wordings } from "./podman-wordings.ts";

/**
 * The error for a container that Podman could not create or start, when its words are about an option of the task: it names the
 * option, the value and what is allowed, and then quotes Podman.
 */
export function rejectedOption(podmansWords: string, asked: Asked): DriverError | undefined {
  for (const { text, option, values, member, shown, allowed, unset } of wordings) {
    const match = text.exec(podmansWords);
    if (match === null) continue;
    const about = match[1]?.trim();
    const [name, held] = (about === undefined ? undefined : member?.(asked, about)) ?? [];
    if (name !== undefined) return invalidOption(`${option}.${name}`, held, `${allowed} (${podmansWords})`);
    const given = values(asked).flatMap((one) => one || []);
    const value = given.find((one) => isAbout(one, about));
    if (value !== undefined) return invalidOption(option, shown?.(asked) ?? value, `${allowed} (${podmansWords})`);
    if (unset !== undefined && given.length === 0) return invalidOption(option, undefined, `${unset} (${podmansWords})`);
  }
  return undefined;
}

/** Whether the value or a part of it is named; Podman adds the directory to a relative path, the allocation to a task. */
function isAbout(value: string, about: string | undefined): boolean {
  if (about === undefined || value.includes(about)) return true;
  const parts = value
    .split(/[=:]/)
    .map((part) => part.replace(/^(?:\.\.?\/)+/, ""))
    .filter((part) => part !== "");
  return parts.some((part) => about.endsWith(`/${part}`) || about.startsWith(`${part}-`));
}
