import { afterEach, expect, test } from "bun:test";
import { patient } from "./patience.ts";

const name = "NOMAD_PODMAN_TEST_PATIENCE";
const given = process.env[name];
afterEach(() => {
  if (given === undefined) delete process.env[name];
  else process.env[name] = given;
});

test.each([
  ["", 1_000],
  ["1", 1_000],
  ["7.5", 7_500],
])("patient() with a factor of %p", (patience, milliseconds) => {
  process.env[name] = patience;
  expect(patient(1_000)).toBe(milliseconds);
});

test.each(["0", "-1", "ten", "Infinity", "0.5"])("patient() rejects a factor of %p", (patience) => {
  process.env[name] = patience;
  expect(() => patient(1_000)).toThrow(`"${patience}": allowed is a number from 1`);
});
