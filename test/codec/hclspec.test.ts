import { describe, expect, test } from "bun:test";
import { type HclSpec, hclSpec } from "../../src/codec/hclspec.ts";
import { pluginOptionTable } from "../../src/config/plugin-options/plugin-options.ts";
import type { OptionTable } from "../../src/config/table/option.ts";
import { taskOptionTable, taskTableFor } from "../../src/config/task-options/task-options.ts";
import { validatePluginOptions } from "../../src/config/validate.ts";

/** The schema of one option. */
function specOf(table: OptionTable, name: string): HclSpec | undefined {
  const spec = hclSpec(table);
  return "object" in spec ? spec.object.attributes[name] : undefined;
}

const attribute = (name: string, type: string): HclSpec => ({ Attr: { name, type, required: false } });
const withDefault = (primary: HclSpec, value: string): HclSpec => ({ default: { primary, default: { literal: { value } } } });

/** Options of the Go driver's schema (v0.6.5) that are plain attributes, by type. */
const goAttributes = {
  string:
    "apparmor_profile working_dir hostname image arch os variant init_path ipv4_address ipv6_address static_mac " +
    "memory_reservation memory_swap network_mode ipc_mode userns shm_size",
  "list(string)": "args cap_add cap_drop selinux_opts devices static_ips extra_hosts ports security_opt tmpfs volumes",
  number: "cpu_cfs_period memory_swappiness oom_score_adj pids_limit",
  bool: "init tty readonly_rootfs",
  any: "entrypoint",
  "list(map(string))": "labels sysctl ulimit",
  "list(map(number))": "port_map",
};

describe("hclSpec() of the task options", () => {
  const rows = Object.entries(goAttributes).flatMap(([type, names]) => names.split(" ").map((name) => [name, type] as const));

  test.each(rows)("types %s as %s, as the Go driver does", (name, type) => {
    expect(specOf(taskOptionTable, name)).toEqual(attribute(name, type));
  });

  test.each([
    ["image_pull_timeout", "string", '"5m"'],
    ["socket", "string", '"default"'],
    ["force_pull", "bool", "false"],
    ["auth_soft_fail", "bool", "false"],
    ["privileged", "bool", "false"],
    ["cpu_hard_limit", "bool", "false"],
  ])("gives %s, a %s, the default %s", (name, type, value) => {
    expect(specOf(taskOptionTable, name)).toEqual(withDefault(attribute(name, type), value));
  });

  test("has the blocks auth and logging, which are nil when they are not written", () => {
    const password = attribute("password", "string");
    const attributes = {
      username: attribute("username", "string"),
      password,
      server_address: attribute("server_address", "string"),
      tls_verify: attribute("tls_verify", "bool"),
      tlsVerify: attribute("tlsVerify", "bool"),
    };
    expect(specOf(taskOptionTable, "auth")).toEqual({
      blockValue: { name: "auth", required: false, nested: { object: { attributes } } },
    });
    const logging = { driver: attribute("driver", "string"), options: attribute("options", "any") };
    expect(specOf(taskOptionTable, "logging")).toEqual({
      blockValue: { name: "logging", required: false, nested: { object: { attributes: logging } } },
    });
  });

  test.each(["mount", "mounts", "secrets", "networks"])("has any number of %s blocks", (name) => {
    expect(specOf(taskOptionTable, name)).toMatchObject({ blockList: { name } });
  });

  test("has the node's pull timeout as default where the operator set one", () => {
    const table = taskTableFor(validatePluginOptions({ image_pull_timeout: "1m" }));
    expect(specOf(table, "image_pull_timeout")).toEqual(withDefault(attribute("image_pull_timeout", "string"), '"60000ms"'));
  });
});

describe("hclSpec() of the plugin options", () => {
  test.each([
    ["socket_path", "string"],
    ["extra_labels", "list(string)"],
    ["dns_servers", "list(string)"],
  ])("types %s as %s, as the Go driver does", (name, type) => {
    expect(specOf(pluginOptionTable, name)).toEqual(attribute(name, type));
  });

  test.each([
    ["volumes", "{ enabled = true, selinuxlabel = null }"],
    ["logging", '{ driver = "nomad", options = {} }'],
    ["networking", "{ default_rootless_mode = null }"],
    [
      "gc",
      '{ container = true, image = false, image_delay = "3m", ' +
        'dangling_containers = { enabled = true, period = "5m", creation_grace = "5m", dry_run = false } }',
    ],
  ])("gives the block %s its defaults when it is not written", (name, value) => {
    expect(specOf(pluginOptionTable, name)).toMatchObject({
      default: { primary: { blockValue: { name, required: false } }, default: { literal: { value } } },
    });
  });

  test("takes any names in logging.options", () => {
    const options = { blockAttrs: { name: "options", type: "string", required: false } };
    expect(specOf(pluginOptionTable, "logging")).toMatchObject({
      default: { primary: { blockValue: { nested: { object: { attributes: { options } } } } } },
    });
  });

  test("takes any number of socket blocks", () => {
    const attributes = { name: attribute("name", "string"), socket_path: attribute("socket_path", "string") };
    expect(specOf(pluginOptionTable, "socket")).toEqual({ blockList: { name: "socket", nested: { object: { attributes } } } });
  });
});
