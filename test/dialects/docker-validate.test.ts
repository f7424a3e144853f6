import { describe, expect, test } from "bun:test";
import { findingLines, validateJobFile } from "../../src/cli/validate.ts";
import { docker } from "../../src/dialects/docker/docker.ts";

const at = 'job.group["g"].task["t"].config';

/** What `--validate --as docker` prints of a task with these options. */
function lines(options: object, group: object = {}): readonly string[] {
  const task = { Name: "t", Driver: "docker", Config: { image: "redis:7", ...options }, Resources: { MemoryMB: 64 } };
  const job = JSON.stringify({ Job: { ID: "j", TaskGroups: [{ Name: "g", Tasks: [task], ...group }] } });
  return findingLines(validateJobFile(job, docker()));
}

describe("--validate --as docker", () => {
  test("warns of what only some nodes allow, and goes on", () => {
    expect(lines({ privileged: true, isolation: "hyperv", logging: [{ type: "syslog" }] })).toEqual([
      expect.stringContaining(`error: ${at}.logging.type = "syslog"`),
      `error: ${at}.isolation = "hyperv": is of Windows: remove it`,
      `warning: ${at}.privileged = true: not allowed by default: set allow_privileged = true in the plugin configuration`,
    ]);
  });

  test("compares memory_hard_limit with the job's memory", () => {
    expect(lines({ memory_hard_limit: 128 })).toEqual([]);
    expect(lines({ memory_hard_limit: 32 })).toEqual([expect.stringContaining(`error: ${at}.memory_hard_limit = 32: `)]);
  });

  test("reports every fault of the translation, not only the first", () => {
    const volume = (target: string, source: string) => ({ type: "volume", target, source });
    const mount = [volume("/a", "/x"), volume("/b", "y/z")];
    expect(lines({ mount, dns_servers: ["10.0.0.1"], network_mode: "none" })).toEqual([
      expect.stringContaining('mount[0].source = "/x": the name of a volume has no slash'),
      expect.stringContaining('source = "y/z": the name of a volume has no slash'),
      expect.stringContaining(`error: ${at}.dns_servers = ["10.0.0.1"]: cannot be used together with network_mode = "none"`),
    ]);
  });

  test("has each warning once", () => {
    const found = lines({ port_map: [{ db: 1234 }] }, { Networks: [{ DynamicPorts: [{ Label: "db" }] }] });
    expect(found.filter((line) => line.includes("port_map is deprecated"))).toHaveLength(1);
  });
});
