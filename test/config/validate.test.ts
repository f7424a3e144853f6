import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { pluginOptionTable } from "../../src/config/plugin-options/plugin-options.ts";
import { taskOptionTable } from "../../src/config/task-options/task-options.ts";
import { validatePluginOptions, validateTaskOptions } from "../../src/config/validate.ts";
import { isDriverError } from "../../src/core/errors.ts";
import { badPluginValues, badTaskValues } from "./bad-values.ts";
import { bodyWith, exampleValue, leaves } from "./hcl-values.ts";

/** The message that validation ends with; undefined when there is none. */
function refusal(validate: () => unknown): string | undefined {
  try {
    validate();
    return undefined;
  } catch (error) {
    expect(isDriverError(error, "invalidConfig")).toBe(true);
    return error instanceof Error ? error.message : String(error);
  }
}

const task = (body: object) => validateTaskOptions({ image: "localhost/busybox", ...body });

describe("validateTaskOptions()", () => {
  test.each([...badTaskValues])("refuses %s = %j", (path, value, allowed) => {
    const message = refusal(() => task(bodyWith(path, value)));
    expect(message).toContain(path.replace("[]", "[0]"));
    expect(message).toContain(allowed);
    expect(message).not.toContain("\n");
  });

  test("has a bad value for every option", () => {
    const tried = new Set(badTaskValues.map(([path]) => path));
    expect(leaves(taskOptionTable).filter(([path]) => !tried.has(path))).toEqual([]);
  });

  const beside: Readonly<Record<string, object>> = {
    rootfs: { image: null },
    rootfs_idmap: { image: null, rootfs: "/srv/root", uidmap: ["0:100000:65536"] },
    rootfs_overlay: { image: null, rootfs: "/srv/root" },
  };

  test.each(leaves(taskOptionTable))("takes the example of %s", (path, option) => {
    const example = option.example ?? "";
    const value = /^\w+ \{/.test(example) ? exampleValue(`x = ${example.slice(example.indexOf("{"))}`) : exampleValue(example);
    expect(refusal(() => task({ ...beside[path], ...bodyWith(path, value) }))).toBeUndefined();
  });

  test("fills in the defaults and leaves the rest undefined", () => {
    const options = validateTaskOptions({ image: "busybox", command: null, labels: null, auth: null });
    expect(options).toMatchObject({
      image: "busybox",
      image_pull_timeout: 300_000,
      force_pull: false,
      socket: "default",
      mount: [],
    });
    expect(options.command).toBeUndefined();
    expect(options.labels).toBeUndefined();
    expect(options.auth).toBeUndefined();
    expect(Object.keys(options)).toEqual(Object.keys(taskOptionTable));
  });

  test("takes the node's pull timeout as default, and the task's before it", () => {
    const plugin = validatePluginOptions({ image_pull_timeout: "1m30s" });
    expect(validateTaskOptions({ image: "a" }, plugin).image_pull_timeout).toBe(90_000);
    expect(validateTaskOptions({ image: "a", image_pull_timeout: "2s" }, plugin).image_pull_timeout).toBe(2_000);
  });

  test("shows a value that is too small as it was written", () => {
    expect(() => validatePluginOptions({ stats_interval: "700ms" })).toThrow(
      'stats_interval = "700ms": must be a duration of at least 1s',
    );
  });

  test.each([
    ["memory_swap", "-1", -1],
    ["memory_swap", "180m", 180 * 1024 ** 2],
    ["memory_swap", 100, 100],
    ["shm_size", "1g", 1024 ** 3],
    ["entrypoint", "/bin/sh", ["/bin/sh"]],
    ["entrypoint", ["sh", 1], ["sh", "1"]],
    ["entrypoint", [], undefined],
    ["command", "", undefined],
    ["command", ["sleep", "1"], ["sleep", "1"]],
    ["args", ["", "a"], ["", "a"]],
    ["labels", [{ a: "1", b: "2" }, { a: "3" }], { a: "3", b: "2" }],
    ["labels", { a: 1, b: true }, { a: "1", b: "true" }],
    ["labels", [{}], {}],
    ["port_map", [{ http: 80 }], { http: 80 }],
    ["ulimit", { nofile: "2048:4096" }, { nofile: "2048:4096" }],
    ["pids_limit", "64", 64],
    ["tty", "true", true],
    ["hostname", "", undefined],
    ["logging", [{ driver: "journald", options: [{ tag: "a" }] }], { driver: "journald", options: { tag: "a" } }],
    ["logging", { driver: "", options: null }, { driver: undefined, options: undefined }],
    ["auth", { username: "u", tlsVerify: false }, { username: "u", password: undefined, tls_verify: false }],
    ["auth", {}, { username: undefined, password: undefined, tls_verify: undefined }],
  ])("makes of %s = %j %j", (name, value, expected) => {
    const options: Readonly<Record<string, unknown>> = task({ [name]: value });
    expect(options[name]).toEqual(expected);
  });

  test("keeps labels with names that objects have too", () => {
    const labels = JSON.parse('{"constructor": "a", "__proto__": "b"}');
    expect(Object.entries(task({ labels: [labels] }).labels ?? {})).toEqual([
      ["constructor", "a"],
      ["__proto__", "b"],
    ]);
  });

  test("names every problem in one line, with value and example", () => {
    expect(refusal(() => validateTaskOptions({ pids_limit: -5, imagee: "x", cap_add: ["KILL", ""] }))).toBe(
      "the task's config is not valid: " +
        "imagee: is not an option of the driver; did you mean image?; " +
        'image: must be set, or rootfs instead (example: image = "docker.io/library/redis:7"); ' +
        'cap_add[1] = "": must be a Linux capability, such as "NET_ADMIN" or "CAP_SYS_TIME", or "ALL" (example: cap_add = ["SYS_TIME"]); ' +
        "pids_limit = -5: must be a whole number, or -1 for unlimited (example: pids_limit = 64)",
    );
  });

  test("suggests the option that was meant", () => {
    expect(refusal(() => task({ "read-only-rootfs": true }))).toContain("read-only-rootfs: is not an option of the driver");
    expect(refusal(() => task({ readonlyRootfs: true }))).toContain("did you mean readonly_rootfs?");
    expect(refusal(() => task({ memory_hard_limit: 512 }))).toContain("; write the hard limit as memory_max in the task's");
    expect(refusal(() => task({ toString: true }))).toContain("toString: is not an option of the driver");
  });

  test("never shows a password", () => {
    const bodies = [
      { auth: { password: ["s3cret"] } },
      { auth: "s3cret" },
      { auth: { passwort: "s3cret" } },
      { auth: [{ password: "s3cret" }, {}] },
    ];
    for (const body of bodies) expect(refusal(() => task(body))).not.toContain("s3cret");
  });

  test("refuses two spellings of one option with different values", () => {
    expect(refusal(() => task({ auth: { tls_verify: false, tlsVerify: true } }))).toContain(
      "auth.tlsVerify = true: means the same as",
    );
  });

  test.each([
    ["a list", []],
    ["a string", "x"],
    ["a number", 1],
  ])("refuses %s for a body or has no options in it", (_, body) => {
    expect(refusal(() => validateTaskOptions(body))).toContain("config: must be a block");
  });

  test("returns options or throws a DriverError for any value", () => {
    const names = fc.constantFrom(...Object.keys(taskOptionTable), "unknown", "__proto__");
    fc.assert(
      fc.property(fc.dictionary(names, fc.anything({ withBigInt: true, maxDepth: 3 })), (body) => {
        refusal(() => validateTaskOptions(body));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("validatePluginOptions()", () => {
  test.each([...badPluginValues])("refuses %s = %j", (path, value, allowed) => {
    const message = refusal(() => validatePluginOptions(bodyWith(path, value)));
    expect(message).toContain(path.replace("[]", "[0]"));
    expect(message).toContain(allowed);
  });

  test("has a bad value for every option", () => {
    const tried = new Set(badPluginValues.map(([path]) => path));
    expect(leaves(pluginOptionTable).filter(([path]) => !tried.has(path))).toEqual([]);
  });

  test.each(leaves(pluginOptionTable).filter(([, option]) => option.kind === undefined))(
    "takes the example of %s",
    (path, option) => {
      expect(refusal(() => validatePluginOptions(bodyWith(path, exampleValue(option.example ?? ""))))).toBeUndefined();
    },
  );

  test.each([
    ["nothing", null],
    ["an empty block", {}],
  ])("has every default for %s", (_, body) => {
    expect(validatePluginOptions(body)).toMatchObject({
      enabled: true,
      socket_path: undefined,
      socket: [],
      volumes: { enabled: true, selinuxlabel: undefined },
      gc: { container: true, image: false, image_delay: 180_000, dangling_containers: { enabled: true, period: 300_000 } },
      recover_stopped: false,
      disable_log_collection: false,
      client_http_timeout: 60_000,
      logging: { driver: "nomad", options: undefined },
      networking: { default_rootless_mode: undefined },
      auth: undefined,
      allow_privileged: true,
      stats_interval: undefined,
    });
  });

  test.each([
    ["/run/podman/podman.sock", "unix:///run/podman/podman.sock"],
    ["unix:/run/podman/podman.sock", "unix:///run/podman/podman.sock"],
    ["unix:///run/podman/podman.sock", "unix:///run/podman/podman.sock"],
    ["unix://run/podman/podman.sock", "unix:///run/podman/podman.sock"],
    ["tcp://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://podman.example:8080/", "http://podman.example:8080"],
    ["http://[::1]:8080", "http://[::1]:8080"],
  ])("takes the socket %s as %s", (written, normal) => {
    expect(validatePluginOptions({ socket_path: written }).socket_path).toBe(normal);
  });

  test("does not show credentials of a URL", () => {
    expect(refusal(() => validatePluginOptions({ socket_path: "ftp://user:s3cret@host" }))).not.toContain("s3cret");
  });

  test("takes blocks as lists of one and options as lists of maps", () => {
    const options = validatePluginOptions({ gc: [{ container: false }], logging: [{ options: [{ tag: "a" }] }], auth: [] });
    expect(options.gc.container).toBe(false);
    expect(options.logging).toEqual({ driver: "nomad", options: { tag: "a" } });
    expect(options.auth).toBeUndefined();
  });

  test("refuses a block that is written twice", () => {
    expect(refusal(() => validatePluginOptions({ gc: [{}, {}] }))).toContain("gc: is written 2 times");
  });
});
