import { describe, expect, test } from "bun:test";
import { parseArguments } from "../../src/cli/args.ts";

describe("parseArguments", () => {
  test.each([
    [[], { name: "explain" }],
    [["--version"], { name: "version" }],
    [["-v"], { name: "version" }],
    [["--help"], { name: "help" }],
    [["-h"], { name: "help" }],
    [["--fingerprint"], { name: "fingerprint", socket: undefined, oneLine: false }],
    [["--fingerprint", "--json"], { name: "fingerprint", socket: undefined, oneLine: true }],
    [["--socket", "unix:///p.sock", "--fingerprint"], { name: "fingerprint", socket: "unix:///p.sock", oneLine: false }],
    [["--fingerprint", "--socket=unix:///a=b"], { name: "fingerprint", socket: "unix:///a=b", oneLine: false }],
    [["--self-test"], { name: "self-test", socket: undefined, image: undefined, json: false }],
    [["--self-test", "--socket=/p", "--image", "a:1", "--json"], { name: "self-test", socket: "/p", image: "a:1", json: true }],
    [["--validate", "job.json"], { name: "validate", file: "job.json" }],
    [["--validate=-"], { name: "validate", file: "-" }],
  ])("reads %j", (given, command) => {
    expect(parseArguments(given)).toEqual(command as ReturnType<typeof parseArguments>);
  });

  test.each([
    [["--bogus"], "--bogus is not known"],
    [["agent"], "agent is not known"],
    [["--validate"], "--validate needs a value"],
    [["--validate="], "--validate needs a value"],
    [["--fingerprint", "--socket"], "--socket needs a value"],
    [["--version=2"], "--version takes no value"],
    [["--version", "--help"], "--help and --version cannot be given together"],
    [["--version", "--version"], "--version is given twice"],
    [["--json"], "--json needs --fingerprint or --self-test"],
    [["--image=a", "--json"], "--image --json needs --self-test"],
    [["--fingerprint", "--image=a"], "--image does not go with --fingerprint"],
    [["--version", "--json"], "--json does not go with --version"],
  ])("refuses %j", (given, problem) => {
    expect(parseArguments(given)).toEqual({ name: "misuse", problem });
  });
});
