import { expect, test } from "bun:test";
import { DriverError } from "../../../src/core/errors.ts";
import { archiveWork } from "../../../src/driver/images/archive.ts";

test.each([
  ["no room for it in Podman's storage", "copying layer: write /var/lib/x: no space left on device", true],
  ["no archive in its file", "payload does not match any of the supported image formats", false],
])("an archive with %s fails, and where there may be room later another try may help", async (_, words, recoverable) => {
  const about = { doing: "loading a.tar", failed: "a.tar could not be loaded", reason: String, activityMilliseconds: 60_000 };
  const failing = async () => {
    throw new DriverError("podmanFailed", words);
  };
  const error: unknown = await archiveWork(about, new AbortController().signal, failing).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "imageFailed", recoverable });
});
