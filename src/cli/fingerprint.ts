import type { Fingerprint } from "../core/task-status.ts";
import type { Driver } from "../driver/api.ts";

/** What `--fingerprint` found. */
export interface FingerprintReport {
  readonly text: string;
  /** 0 only when the driver is healthy. */
  readonly exitCode: 0 | 1;
}

/** The first fingerprint of a configured driver: what Nomad would see. */
export async function fingerprintReport(driver: Driver, oneLine: boolean): Promise<FingerprintReport> {
  const enough = new AbortController();
  let found: Fingerprint | undefined;
  for await (const fingerprint of driver.fingerprint(enough.signal)) {
    found = fingerprint;
    break;
  }
  enough.abort();
  if (found === undefined) return { text: "{}\n", exitCode: 1 };
  const { health, description, attributes } = found;
  const text = JSON.stringify({ health, description, attributes }, null, oneLine ? 0 : 2);
  return { text: `${text}\n`, exitCode: health === "healthy" ? 0 : 1 };
}
