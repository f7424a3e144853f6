/** The executable under another driver's name: with `--as` and by a link. */
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { driverBinary } from "../lab/paths.ts";
import { run } from "../lab/run.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { startPodmanService } from "../lab/test-podman.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const directory = scratchDirectory(forFile(new Cleanup()));

const link = (name: string): string => {
  const path = join(directory, name);
  symlinkSync(driverBinary(), path);
  return path;
};

function jobFile(driver: string, config: object): string {
  const path = join(directory, `${driver}.json`);
  const tasks = [{ Name: "t", Driver: driver, Config: config, Resources: { MemoryMB: 64 } }];
  writeFileSync(path, JSON.stringify({ Job: { ID: "j", TaskGroups: [{ Name: "g", Tasks: tasks }] } }));
  return path;
}

const rows = ["containerd-driver", "nspawn"].flatMap((name): readonly (readonly [string, string, readonly string[]])[] => [
  [`--as ${name}`, name, [driverBinary(), "--as", name]],
  [`a link called ${name}`, name, [link(name)]],
]);

describe.each(rows)("%s", (_, name, program) => {
  const attributes = `driver.${name}`;

  test("--version names the driver", async () => {
    const { exitCode, stdout } = await run([...program, "--version"]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`^nomad-driver-podman \\S+, as ${name}\n$`));
  });

  test("--fingerprint has the driver's attributes", async () => {
    const { exitCode, stdout } = await run([...program, "--fingerprint", "--socket", podman.socketPath]);
    expect(exitCode).toBe(0);
    const found = JSON.parse(stdout) as { health: string; attributes: Readonly<Record<string, unknown>> };
    expect(found.health).toBe("healthy");
    expect(found.attributes).toMatchObject({ [attributes]: true });
    expect(Object.keys(found.attributes).filter((each) => each.startsWith("driver.podman"))).toEqual([]);
  });

  test("--validate judges the driver's tasks", async () => {
    const sound = await run([...program, "--validate", jobFile(name, { image: "debian" })]);
    expect(sound.stdout).not.toContain("error: ");
    const wrong = await run([...program, "--validate", jobFile(name, { image: "a", colour: "red" })]);
    expect(wrong.exitCode).toBe(1);
    expect(wrong.stdout).toContain("colour: is not an option of the driver; see docs/dialects.md");
    const others = await run([...program, "--validate", jobFile("podman", { image: "a" })]);
    expect(others.stdout).toContain(`no task of the job has driver = "${name}"`);
  });

  test("--self-test lives a task's life", async () => {
    const { exitCode, stdout } = await run([...program, "--self-test", "--socket", podman.socketPath], { timeout: 100_000 });
    expect(stdout).toContain("Tasks run here: 9 of 9 steps passed");
    expect(exitCode).toBe(0);
  });
});

test("a job without faults is said to be valid for its driver", async () => {
  const job = jobFile("containerd-driver", { image: "docker.io/library/redis:alpine" });
  const { exitCode, stdout } = await run([driverBinary(), "--as=containerd-driver", "--validate", job]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "the containerd-driver tasks of the job are valid\n" });
});

test("--as with a driver that there is not is an error that names those that are", async () => {
  const { exitCode, stderr } = await run([driverBinary(), "--as", "lxc", "--version"]);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/--as lxc: there is no such driver, but podman, containerd-driver, .*nspawn/);
});
