import { expect, test } from "bun:test";
import { didYouMean } from "../../../src/config/table/similar.ts";
import { taskOptionTable } from "../../../src/config/task-options/task-options.ts";

const known = Object.keys(taskOptionTable);

test.each([
  ["imagee", "image"],
  ["comand", "command"],
  ["memoryswap", "memory_swap"],
  ["network-mode", "network_mode"],
  ["prots", "ports"],
  ["Volumes", "volumes"],
  ["pid_limit", "pids_limit"],
])("didYouMean(%j) is %j", (name, meant) => {
  expect(didYouMean(name, known)).toBe(`did you mean ${meant}?`);
});

test.each(["colour", "x", "", "restart_policy", "i".repeat(100_000)])("didYouMean() has no guess (%#)", (name) => {
  expect(didYouMean(name, known)).toBe("");
});
