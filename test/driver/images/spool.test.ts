import { beforeAll, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { DriverError } from "../../../src/core/errors.ts";
import { spoolArchive } from "../../../src/driver/images/spool.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { check } from "../../lab/run.ts";
import { scratchDirectory } from "../../lab/scratch.ts";

const cleanup = forFile(new Cleanup());
const isRoot = process.getuid?.() === 0;
const allocDir = scratchDirectory(cleanup);

beforeAll(async () => {
  if (isRoot) await check(["mount", "-t", "tmpfs", "-o", "size=16k,nr_inodes=2", "none", allocDir]);
});

test.skipIf(!isRoot).each([
  ["room", 0],
  ["inodes", 1],
])("an archive that the allocation's disk has no %s for is an error that another try may mend", async (_, files) => {
  for (let file = 0; file < files; file += 1) await Bun.write(`${allocDir}/${file}`, "");
  const archive = new Response("x".repeat(100_000)).body ?? new ReadableStream();
  const checksum = { algorithm: "sha256", digits: "0".repeat(64) } as const;
  const error = await spoolArchive(archive, allocDir, checksum, new AbortController().signal).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DriverError)) throw new Error(`no error of the driver: ${error}`);
  const advice = "its disk is full: free space or inodes there (df, df -i)";
  expect(error.message).toBe(`it cannot be kept in ${allocDir} until it is verified: ${advice}`);
  expect(error.recoverable).toBe(true);
  expect(readdirSync(allocDir)).toHaveLength(files);
});
