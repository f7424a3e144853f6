/** What fuzzing has found, each with the smallest case that showed it. */
import { expect, test } from "bun:test";
import { parseArguments } from "../../src/cli/args.ts";
import { findingLines, validateJobFile } from "../../src/cli/validate.ts";
import { taskWarnings } from "../../src/config/warnings.ts";
import { emptyTask } from "../../src/core/task-config.ts";
import { docker } from "../../src/dialects/docker/docker.ts";
import { chosenDriver } from "../../src/dialects/names.ts";
import { podman } from "../../src/dialects/podman.ts";
import { checkedReply } from "../../src/podman/http/response.ts";
import { imageInspectSchema } from "../../src/podman/images/schema.ts";
import { build } from "../fixtures/task-input.ts";
import { expectLine, rejection } from "./target.ts";

const clearScreen = "\x1b[2J";
const long = "a".repeat(100_000);

test("a number beyond 2⁵³ in a job is read, not a fault of the driver", () => {
  expect(taskWarnings({ image: "a", labels: 2n ** 63n })).toEqual([]);
});

test.each([
  ["an unknown option", () => build({ options: { [`a${clearScreen}`]: 1 } })],
  ["a runtime", () => build({ options: { runtime: `/a\0${clearScreen}` } })],
  ["an answer of Podman's that is a long text", () => checkedReply(imageInspectSchema, { Id: "a", Config: long }, "inspect")],
])("the error about %s is one line that a terminal can be given", (_, work) => {
  const message = rejection(work);
  expect(message).toBeString();
  expect(message?.length).toBeLessThan(5_000);
});

test("the warning about a log option is one line, whatever the option is called", () => {
  const named = { [`a\0${clearScreen}${long}`]: "1" };
  const dialect = docker();
  dialect.configure({});
  const task = { image: "redis:7", logging: { type: "json-file", config: named } };
  const { warnings } = build({ options: { logging: { driver: "journald", options: named } } });
  const all = [...warnings, ...dialect.ownTask(task, emptyTask).warnings];
  expect(all).toHaveLength(2);
  all.forEach(expectLine);
});

test("findings of --validate are lines, whatever the tasks are called", () => {
  const task = { Name: `t${clearScreen}`, Driver: "podman", Config: { image: "a", nope: 1 } };
  const lines = findingLines(validateJobFile(JSON.stringify({ TaskGroups: [{ Name: "g\x7f", Tasks: [task] }] }), podman));
  expect(lines).not.toBeEmpty();
  lines.forEach(expectLine);
});

test("an argument that nobody knows is shown cut, without what a terminal obeys", () => {
  for (const given of [clearScreen, long]) {
    const command = parseArguments([given]);
    expectLine(command.name === "misuse" ? command.problem : "");
    expectLine(chosenDriver("podman", ["--as", given]).problem ?? "");
  }
});
