import { expect, test } from "bun:test";
import { taskOptionTable } from "../../src/config/task-options.ts";
import { allRows } from "./rows/all.ts";

/** Options whose effect is not on the container: the suites of images and sockets look at them. */
const elsewhere = new Set([
  "image",
  "image_pull_timeout",
  "force_pull",
  "pull_policy",
  "arch",
  "os",
  "variant",
  "auth",
  "auth_soft_fail",
  "socket",
]);
/** Needs project quotas of xfs or a block device of its own, which a test cannot make: only that it is sent is pinned. */
const notOnThisNode = new Set(["storage_opt"]);

test("every option that shapes the container has a row that looks at a running one", () => {
  const looked = new Set(allRows.map(({ option }) => option));
  const missing = Object.keys(taskOptionTable).filter(
    (name) => !looked.has(name) && !elsewhere.has(name) && !notOnThisNode.has(name),
  );
  expect(missing).toEqual([]);
});
