import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Cleanup } from "./cleanup.ts";
import { unmountBelow } from "./mounts.ts";

/** A directory of its own with a short path (unix socket paths end at 108 bytes), removed with all mounts below it at the end. */
export function scratchDirectory(cleanup: Cleanup, prefix = "ndp-"): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), prefix)));
  cleanup.defer(async () => {
    for (let attempt = 1; ; attempt++) {
      await unmountBelow(directory);
      try {
        rmSync(directory, { recursive: true, force: true });
        return;
      } catch (error) {
        // A process that is just being killed may still mount something, or write.
        if (attempt === 10) {
          throw error;
        }
        await Bun.sleep(200);
      }
    }
  });
  return directory;
}
