import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { findingLines, validateJobFile as findingsOf, validationExitCode } from "../../src/cli/validate.ts";
import { isDriverError } from "../../src/core/errors.ts";
import { podman } from "../../src/dialects/podman.ts";

const at = 'job.group["g"].task["t"].config';

/** What `nomad job run -output` prints for a job with one task. */
function jobFile(config: object | null, group: object = {}, driver = "podman"): string {
  const task = { Name: "t", Driver: driver, Config: config, Resources: { MemoryMB: 256 } };
  return JSON.stringify({ Job: { ID: "j", TaskGroups: [{ Name: "g", ...group, Tasks: [task] }] } });
}

const validateJobFile = (text: string) => findingsOf(text, podman);
const lines = (text: string) => findingLines(validateJobFile(text));

describe("validateJobFile()", () => {
  test("finds nothing in a job in every form that Nomad writes", () => {
    const config = {
      image: "docker.io/library/busybox:1",
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
      `error: ${at}.imagee: is not an option of the driver; did you mean image?`,
      `error: ${at}.image: must be set, or rootfs instead (example: image = "docker.io/library/redis:7")`,
      `error: ${at}.pids_limit = -5: must be a whole number, or -1 for unlimited (example: pids_limit = 64)`,
    ]);
  });

  test.each([
    ["a limit that does not exist", { ulimit: [{ nofiles: "1" }] }, "ulimit.nofiles"],
    ["a volume without a path in the container", { volumes: ["/a"] }, "volumes"],
    ["a memory file system on a relative path", { tmpfs: ["tmp"] }, "tmpfs"],
    ["a size of a memory file system that is none", { tmpfs: ["/scratch:size=lots"] }, "size=lots: must be a size such as 64m"],
    ["a mode of a memory file system that is none", { tmpfs: ["/scratch:mode=rwx"] }, "mode=rwx: must be octal digits"],
    ["a task that joins itself", { network_mode: "task:t" }, "that is this task itself"],
    ["a task that joins its own processes", { pid_mode: "task:t" }, "that is this task itself"],
    ["a port that the group does not have", { ports: ["admin"] }, "admin"],
    ["a static address with the node's network", { network_mode: "host", ipv4_address: "10.88.0.9" }, "ipv4_address"],
  ])("finds %s", (_, config, named) => {
    const findings = validateJobFile(jobFile({ image: "a", ...config }));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.severity).toBe("error");
    expect(findings[0]?.message).toContain(named);
    expect(validationExitCode(findings)).toBe(1);
  });

  test.each([
    ["network_mode", "task:x", 'the group has no such task: write one of "task:db", "task:web"'],
    ["pid_mode", "task:dbb", 'the group has no such task: write one of "task:db", "task:web"'],
    ["ipc_mode", "task:proxy", 'that task\'s driver is "docker", not "podman": write one of "task:db", "task:web"'],
  ])("rejects %s = %j, and names the tasks of the group", (option, value, why) => {
    const others = [
      { Name: "db", Driver: "podman", Config: { image: "a" } },
      { Name: "web", Driver: "podman", Config: { image: "a" } },
      { Name: "proxy", Driver: "docker" },
    ];
    const task = { Name: "t", Driver: "podman", Config: { image: "a", [option]: value } };
    const text = JSON.stringify({ Job: { ID: "j", TaskGroups: [{ Name: "g", Tasks: [...others, task] }] } });
    expect(lines(text)).toEqual([`error: ${at}.${option} = "${value}": ${why}`]);
    expect(lines(text.replace(value, "task:web"))).toEqual([]);
    expect(lines(text.replace(value, "task:$" + "{NOMAD_META_x}"))).toEqual([]);
  });

  test("rejects a task to join where the group has no other", () => {
    expect(lines(jobFile({ image: "a", network_mode: "task:x" }))).toEqual([
      `error: ${at}.network_mode = "task:x": the group has no such task: it has no other podman task to join`,
    ]);
    const inGroup = lines(jobFile({ image: "a", network_mode: "task:x" }, { Networks: [{ Mode: "bridge" }] }));
    expect(inGroup).toEqual([expect.stringMatching(/^warning: .*network_mode = "task:x" has no effect/)]);
  });

  test("rejects port_map where the task has no network block of its own, as the node does", () => {
    expect(lines(jobFile({ image: "a", port_map: [{ http: 80 }] }))).toContain(
      `error: ${at}.port_map = {"http":80}: the task has no network block of its own; use ports with the group's network block`,
    );
  });

  test("rejects a kill_signal that does not exist, for which Nomad would find no node", () => {
    const task = { Name: "t", Driver: "podman", Config: { image: "a" }, KillSignal: "SIGFOO" };
    const text = JSON.stringify({ Job: { ID: "j", TaskGroups: [{ Name: "g", Tasks: [task] }] } });
    expect(lines(text)).toEqual([
      'error: job.group["g"].task["t"].kill_signal = "SIGFOO": no such signal: write a name such as SIGTERM',
    ]);
    expect(lines(text.replace("SIGFOO", "SIGRTMIN+3"))).toEqual([]);
  });

  test.each([
    ["half of the credentials", { auth: [{ username: "ci" }] }, 'auth.username = "ci": auth.password is missing: set both'],
    ["a password alone", { auth: [{ password: "secret" }] }, "auth.username is missing, and auth.password is set: set both"],
    [
      "a pull of an image that is never pulled",
      { image: "localhost/a:1", pull_policy: "always" },
      'pull_policy = "always": has no effect: an image of localhost/ is never pulled, the one that is there is taken',
    ],
    [
      "credentials for an image that is never pulled",
      { image: "localhost/a:1", auth: [{ username: "ci", password: "secret" }] },
      "auth: has no effect: an image of localhost/ is never pulled, the one that is there is taken",
    ],
    [
      "a platform of an image that is never pulled",
      { image: "localhost/a:1", arch: "arm64" },
      'arch = "arm64": has no effect: an image of localhost/ is never pulled, the one that is there is taken',
    ],
  ])("warns of %s", (_, config, message) => {
    expect(validateJobFile(jobFile({ image: "a", ...config }))).toEqual([{ severity: "warning", path: at, message }]);
  });

  test("finds every fault of a task, each with its path once", () => {
    const config = {
      image: "docker.io/Library/Redis:7",
      pids_limit: 0,
      cap_add: ["NET_ADMN"],
      ulimit: [{ nofiles: "1", nproc: "9:3", core: "0" }],
      volumes: ["/a", "/b:/c", "local:/local", "/d:/c"],
      mount: [{ target: "relative" }, { type: "tmpfs", source: "x", target: "/t" }, { type: "bind", target: "/u" }],
      memory_swap: "1m",
      network_mode: "host",
      ipv4_address: "10.0.0.9",
    };
    const found = lines(jobFile(config));
    const beginnings = [
      'cap_add[0] = "NET_ADMN": must be a Linux capability',
      'mount[0].target = "relative": must be an absolute path',
      'ipv4_address = "10.0.0.9": works only with a bridge',
      'mount[1].source = "x": has no meaning',
      'mount[2].source: must be set for type = "bind"',
      'image = "docker.io/Library/Redis:7": a name must be in lower case',
      'volumes = "/a": write "HOST:CONTAINER[:OPTIONS]"',
      'volumes = "local:/local": /local is the task directory',
      'volumes = "/d:/c": volumes = "/b:/c" is mounted on /c already',
      'memory_swap = "1m": it is memory plus swap',
      'ulimit.nofiles = "1": the limit is not known: did you mean nofile?',
      'ulimit.nproc = "9:3": the soft limit is above the hard limit',
    ].map((text) => `error: ${at}.${text}`);
    expect(found).toEqual(
      [...beginnings, `warning: ${at}.pids_limit = 0: 0 is no limit`].map((text) => expect.stringContaining(text)),
    );
  });

  test("does not judge what only the node can interpolate", () => {
    const open = "$" + "{NOMAD_META_x}";
    const config = { image: `busybox:${open}`, hostname: `${open}!`, pids_limit: open, volumes: [open], tmpfs: ["/tmp"] };
    expect(lines(jobFile(config))).toEqual([]);
    expect(lines(jobFile({ ...config, tmpfs: ["tmp"] })).join()).toContain("tmpfs");
  });

  test("takes a directory in place of an image, also one that only the node can interpolate", () => {
    const open = "$" + "{NOMAD_META_x}";
    for (const rootfs of ["/srv/root", open]) expect(lines(jobFile({ rootfs, rootfs_overlay: true }))).toEqual([]);
    expect(lines(jobFile({ rootfs: "/" }))).toEqual([expect.stringContaining("set rootfs_overlay = true")]);
    expect(lines(jobFile({ rootfs: "/srv/root", image: "a" }))).toEqual([expect.stringContaining("takes the place of image")]);
  });

  test("warns of deprecated forms and gives them no error", () => {
    const findings = validateJobFile(jobFile({ image: "a", entrypoint: "/bin/sh" }));
    expect(findingLines(findings)).toEqual([
      `warning: ${at}.entrypoint = "/bin/sh": a string is deprecated; write a list, such as entrypoint = ["/bin/sh", "-c"]`,
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
