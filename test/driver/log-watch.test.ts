import { expect, test } from "bun:test";
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "../../src/core/silent-logger.ts";
import { watchLog } from "../../src/driver/log-watch.ts";

test("watchLog() sees the last of several writes that come within a millisecond", async () => {
  const directory = mkdtempSync(join(tmpdir(), "log-watch-"));
  try {
    for (let round = 0; round < 50; round += 1) {
      const path = join(directory, `${round}.log`);
      writeFileSync(path, "");
      let seen = 0;
      const watch = watchLog(path, () => (seen = statSync(path).size), silentLogger);
      await Bun.sleep(2);
      appendFileSync(path, "a");
      await Bun.sleep(0.3);
      appendFileSync(path, "b");
      await Bun.sleep(0.3);
      appendFileSync(path, "c");
      for (let waited = 0; waited < 400 && seen < 3; waited += 1) await Bun.sleep(5);
      watch.close();
      expect(seen).toBe(3);
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
