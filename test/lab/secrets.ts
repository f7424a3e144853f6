import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** A secret that stands nowhere else. @param way how it is given */
export const canary = (way: string): string => `canary-${way}-${randomUUID()}`;

/** What every user of the node can read of a process, and what its own can: `PID/environ` of each that has the secret. */
export function processesWith(secret: string): readonly string[] {
  return readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    return ["cmdline", "environ"].flatMap((file) => {
      try {
        return readFileSync(`/proc/${pid}/${file}`, "latin1").includes(secret) ? [`${pid}/${file}`] : [];
      } catch {
        return [];
      }
    });
  });
}

/** How a password stands in a text: as it is, and as registries and auth files have it. */
export const formsOf = (password: string, user = "u"): readonly string[] => [password, btoa(`${user}:${password}`)];
