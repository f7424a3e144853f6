import { expect, test } from "bun:test";
import { recoveredLogRoute } from "../../../src/translate/state/recovered-log.ts";
import { pluginOptions, specOf } from "../../fixtures/task-input.ts";

test.each([
  ["k8s-file", false, {}, { driver: "nomad", collected: true }],
  ["k8s-file", false, { disable_log_collection: true }, { driver: "nomad", collected: false }],
  ["journald", true, {}, { driver: "journald", collected: true }],
  ["journald", true, { disable_log_collection: true }, { driver: "journald", collected: false }],
  ["journald", false, {}, { driver: "journald", collected: false }],
  ["none", false, {}, { driver: "none", collected: false }],
  // What the plugin's default is today says nothing of a container that runs already.
  ["k8s-file", false, { logging: { driver: "journald" } }, { driver: "nomad", collected: true }],
] as const)("recoveredLogRoute of %s, streamed: %p, with plugin %j", (driver, logStreamer, plugin, route) => {
  const log = { driver, path: "", tag: "" };
  expect(recoveredLogRoute({ log, labels: {} }, { logStreamer }, pluginOptions(plugin))).toEqual(route);
});

test("recoveredLogRoute knows conmon's own form by the container's label", () => {
  const { labels } = specOf({ options: { logging: { driver: "k8s-file" } } });
  const log = { driver: "k8s-file", path: "", tag: "" };
  const route = recoveredLogRoute({ log, labels: labels ?? {} }, { logStreamer: false }, pluginOptions({}));
  expect(route).toEqual({ driver: "k8s-file", collected: true });
});
