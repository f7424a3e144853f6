import { setDefaultTimeout } from "bun:test";
import { forFile } from "./for-file.ts";
import { type Lab, type LabOptions, openLab } from "./lab.ts";

/** A lab for the tests of a file, and their timeout: Nomad takes its time for most things; what hangs has a shorter bound. */
export async function fileLab(options: LabOptions, timeout = 150_000): Promise<Lab> {
  setDefaultTimeout(timeout);
  return forFile(await openLab(options));
}
