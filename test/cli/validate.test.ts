import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { findingLines, validateJobFile, validationExitCode } from "../../src/cli/validate.ts";
import { isDriverError } from "../../src/core/errors.ts";

const at = 'job.group["g"].task["t"].config';

/** What `nomad job run -output` prints for a job with one task. */
function jobFile(config: object | null, group: object = {}, driver = "podman"): string {
  const task = { Name: "t", Driver: driver, Config: config, Resources: { MemoryMB: 256 } };
  return JSON.stringify({ Job: { ID: "j", TaskGroups: [{ Name: "g", ...group, Tasks: [task] }] } });
}

const lines = (text: string) => findingLines(validateJobFile(text));

describe("validateJobFile()", () => {
  test("finds nothing in a job in every form that Nomad writes", () => {
    const config = {
      image: "localhost/busybox:1",
      auth: [{ password: "b", username: "a" }],
      labels: [{ nomad: "job" }],
      logging: [{ driver: "journald", options: [{ tag: "redis" }] }],
      memory_swap: "512m",
      mount: [
        { source: "/a", target: "/b", type: "bind" },
        { target: "/c", type: "tmpfs" },
      ],
      mounts: [{ target: "/d", type: "tmpfs" }],
      ulimit: [{ nofile: "2048:4096", nproc: "4" }],
      ports: ["http"],
      args: ["-c", "echo $" + "{NOMAD_TASK_NAME}"],
    };
    const group = { Networks: [{ Mode: "", DynamicPorts: [{ Label: "http", To: 80 }] }] };
    expect(lines(jobFile(config, group))).toEqual([]);
  });

  test("names group, task and option of each error", () => {
    expect(lines(jobFile({ pids_limit: -5, imagee: "x" }))).toEqual([
      `error: ${at}.imagee: imagee: is not an option of the driver; see docs/options.md for the options that there are`,
      `error: ${at}.image: image: must be set (example: image = "docker.io/library/redis:7")`,
      `error: ${at}.pids_limit: pids_limit = -5: must be a whole number, or -1 for unlimited (example: pids_limit = 64)`,
    ]);
  });

  test.each([
    ["a limit that does not exist", { ulimit: [{ nofiles: "1" }] }, "ulimit.nofiles"],
    ["a volume without a path in the container", { volumes: ["/a"] }, "volumes"],
    ["a memory file system on a relative path", { tmpfs: ["tmp"] }, "tmpfs"],
    ["a port that the group does not have", { ports: ["admin"] }, "admin"],
    ["a static address with the node's network", { network_mode: "host", ipv4_address: "10.88.0.9" }, "ipv4_address"],
  ])("finds %s", (_, config, named) => {
    const findings = validateJobFile(jobFile({ image: "a", ...config }));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.severity).toBe("error");
    expect(findings[0]?.message).toContain(named);
    expect(validationExitCode(findings)).toBe(1);
  });

  test("does not judge what only the node can interpolate", () => {
    const open = "$" + "{NOMAD_META_x}";
    const config = { image: `busybox:${open}`, hostname: `${open}!`, pids_limit: open, volumes: [open], tmpfs: ["/tmp"] };
    expect(lines(jobFile(config))).toEqual([]);
    expect(lines(jobFile({ ...config, tmpfs: ["tmp"] })).join()).toContain("tmpfs");
  });

  test("warns of deprecated forms and gives them no error", () => {
    const findings = validateJobFile(jobFile({ image: "a", entrypoint: "/bin/sh" }));
    expect(findingLines(findings)).toEqual([
      `warning: ${at}: entrypoint = "/bin/sh": a string is deprecated; write a list, such as entrypoint = ["/bin/sh", "-c"]`,
    ]);
    expect(validationExitCode(findings)).toBe(0);
  });

  test("passes over tasks of other drivers", () => {
    expect(lines(jobFile({ image: 1 }, {}, "docker"))).toEqual(['warning: job: no task of the job has driver = "podman"']);
  });

  test("takes a task without a config block", () => {
    expect(lines(jobFile(null))).toHaveLength(1);
  });

  test.each([
    ["HCL", 'job "x" {}', "is not JSON"],
    ["the JSON of something else", "{}", "has no TaskGroups"],
    ["a list", "[]", "has no TaskGroups"],
  ])("refuses %s and says how to get the JSON", (_, text, message) => {
    const attempt = () => validateJobFile(text);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow("nomad job run -output");
  });

  test("never shows a password", () => {
    expect(lines(jobFile({ auth: [{ password: ["s3cret"] }, { password: "s3cret" }] })).join()).not.toContain("s3cret");
  });

  test("answers any JSON with findings or a DriverError", () => {
    const part = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        tie("object"),
      ),
      object: fc.dictionary(fc.constantFrom("Job", "TaskGroups", "Tasks", "Config", "Driver", "image", "mount"), tie("value")),
    })).object;
    fc.assert(
      fc.property(part, (document) => {
        try {
          validateJobFile(JSON.stringify(document));
        } catch (error) {
          expect(isDriverError(error)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
