import { describe, expect, test } from "bun:test";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CommandDeps, runCommand } from "../../src/cli/run.ts";
import type { Fingerprint } from "../../src/core/task-status.ts";
import { podman } from "../../src/dialects/podman.ts";
import { driverStub } from "../lab/plugin-client-stub.ts";

function recorder(fingerprint?: Fingerprint): { deps: CommandDeps; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const configuredDriver = async (socket: string | undefined) => {
    if (fingerprint === undefined) throw new Error(`no driver for ${socket}`);
    return driverStub({
      async *fingerprint() {
        yield fingerprint;
      },
    });
  };
  return {
    deps: {
      version: "1.2.3",
      driverName: "podman",
      dialect: async () => podman,
      configuredDriver,
      podmanClient: async (socket) => {
        throw new Error(`no Podman at ${socket}`);
      },
      interruption: () => new AbortController().signal,
      terminal: false,
      stdout: (text) => void out.push(text),
      stderr: (text) => void err.push(text),
    },
    out,
    err,
  };
}

describe("runCommand", () => {
  test("prints the version on stdout", async () => {
    const { deps, out, err } = recorder();
    expect(await runCommand({ name: "version" }, deps)).toBe(0);
    expect(out).toEqual(["nomad-driver-podman 1.2.3\n"]);
    expect(err).toEqual([]);
  });

  test("explains itself on stderr and fails", async () => {
    const { deps, out, err } = recorder();
    expect(await runCommand({ name: "explain" }, deps)).toBe(1);
    expect(out).toEqual([]);
    expect(err.join("")).toContain("plugin_dir");
  });

  test("answers misuse with the problem and the usage, exit code 2", async () => {
    const { deps, err } = recorder();
    expect(await runCommand({ name: "misuse", problem: "--bogus is not known" }, deps)).toBe(2);
    expect(err.join("")).toContain("--bogus is not known");
    expect(err.join("")).toContain("usage:");
  });

  test.each([
    ["healthy", 0],
    ["unhealthy", 1],
    ["undetected", 1],
  ] as const)("prints a %s fingerprint as JSON, exit code %d", async (health, exitCode) => {
    const fingerprint = { health, description: "d", attributes: { "driver.podman": true } };
    const { deps, out } = recorder(fingerprint);
    expect(await runCommand({ name: "fingerprint", socket: undefined, oneLine: true }, deps)).toBe(exitCode);
    expect(out).toEqual([`${JSON.stringify(fingerprint)}\n`]);
  });

  test("says why there is no fingerprint", async () => {
    const { deps, out, err } = recorder();
    expect(await runCommand({ name: "fingerprint", socket: "x", oneLine: false }, deps)).toBe(1);
    expect(out).toEqual([]);
    expect(err).toEqual(["nomad-driver-podman: no driver for x\n"]);
  });

  test("prints one line for a job that has nothing wrong", async () => {
    const file = join(tmpdir(), `job-${process.pid}.json`);
    const task = { Name: "t", Driver: "podman", Config: { image: "docker.io/library/busybox:1" } };
    writeFileSync(file, JSON.stringify({ Job: { ID: "j", TaskGroups: [{ Name: "g", Tasks: [task] }] } }));
    const { deps, out } = recorder();
    const exitCode = await runCommand({ name: "validate", file }, deps);
    rmSync(file);
    expect(out).toEqual(["the podman tasks of the job are valid\n"]);
    expect(exitCode).toBe(0);
  });

  test.each([
    ["/nonexistent/job.json", "there is no such file"],
    ["/dev/null/job.json", "there is no such file"],
    ["/", "it is a directory: name the JSON file of a job in it"],
  ])("says in plain words why the file %s cannot be validated", async (file, why) => {
    const { deps, err } = recorder();
    expect(await runCommand({ name: "validate", file }, deps)).toBe(1);
    expect(err).toEqual([`nomad-driver-podman: ${file}: ${why}\n`]);
  });
});
