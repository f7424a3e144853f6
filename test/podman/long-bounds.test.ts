import { expect, test } from "bun:test";
import { CallBound } from "../../src/podman/http/call-bound.ts";

test("a call with client_http_timeout = 720h is not ended at once", async () => {
  const closed = new AbortController().signal;
  const bound = new CallBound({ socket: "unix:///podman.sock", what: "ping", closed, timeoutMilliseconds: 720 * 3_600_000 });
  await Bun.sleep(20);
  expect(bound.signal.aborted).toBe(false);
  bound.release();
});
