/** Members of blocks, and options of the plugin: setting one makes another container. The options themselves: nothing-dropped.test.ts. */
import { expect, test } from "bun:test";
import { pluginOptionTable } from "../../src/config/plugin-options/plugin-options.ts";
import { taskOptionTable } from "../../src/config/task-options/task-options.ts";
import { leaves } from "../config/hcl-values.ts";
import { build, type InputOverrides } from "../fixtures/task-input.ts";

type Body = Readonly<Record<string, unknown>>;

/** A block with what it cannot be without, and one with the member besides. */
type Sample = readonly [without: Body, withIt: Body];

const mount = (more: Body): Body => ({ mount: [{ target: "/m", source: "data", ...more }] });
const mounts = (more: Body): Body => ({ mounts: [{ target: "/m", source: "data", ...more }] });
const secrets = (more: Body): Body => ({ secrets: [{ name: "key", ...more }] });
const networks = (more: Body): Body => ({ networks: [{ name: "backend", ...more }] });
const healthcheck = (more: Body): Body => ({ healthcheck: { command: "true", ...more } });

function mountSamples(name: string, block: (more: Body) => Body): Readonly<Record<string, Sample>> {
  return {
    [`${name}[].type`]: [block({}), block({ type: "image" })],
    [`${name}[].source`]: [block({}), block({ source: "other" })],
    [`${name}[].target`]: [block({}), block({ target: "/other" })],
    [`${name}[].readonly`]: [block({}), block({ readonly: true })],
    [`${name}[].options`]: [block({}), block({ options: ["noexec"] })],
    [`${name}[].driver`]: [block({}), block({ driver: "local" })],
    [`${name}[].driver_options`]: [block({}), block({ driver_options: { type: "tmpfs" } })],
    [`${name}[].labels`]: [block({}), block({ labels: { team: "web" } })],
  };
}

const taskSamples: Readonly<Record<string, Sample>> = {
  ...mountSamples("mount", mount),
  ...mountSamples("mounts", mounts),
  "secrets[].name": [secrets({}), secrets({ name: "other" })],
  "secrets[].target": [secrets({}), secrets({ target: "word" })],
  "secrets[].env": [secrets({}), secrets({ env: "WORD" })],
  "secrets[].mode": [secrets({}), secrets({ mode: "0400" })],
  "networks[].name": [networks({}), networks({ name: "other" })],
  "networks[].aliases": [networks({}), networks({ aliases: ["db"] })],
  "networks[].static_ips": [networks({}), networks({ static_ips: ["10.89.0.10"] })],
  "networks[].static_mac": [networks({}), networks({ static_mac: "92:d0:c6:0a:29:33" })],
  "networks[].create": [networks({}), networks({ create: true })],
  "networks[].bridge": [networks({ create: true }), networks({ create: true, bridge: "br0" })],
  "networks[].ipam_driver": [networks({ create: true }), networks({ create: true, ipam_driver: "none" })],
  "networks[].subnet": [networks({ create: true }), networks({ create: true, subnet: "10.89.7.0/24" })],
  "logging.driver": [{}, { logging: { driver: "journald" } }],
  "logging.options": [{ logging: { driver: "journald" } }, { logging: { driver: "journald", options: { tag: "shop" } } }],
  "healthcheck.command": [{}, healthcheck({})],
  "healthcheck.interval": [healthcheck({}), healthcheck({ interval: "7s" })],
  "healthcheck.timeout": [healthcheck({}), healthcheck({ timeout: "7s" })],
  "healthcheck.retries": [healthcheck({}), healthcheck({ retries: 7 })],
  "healthcheck.start_period": [healthcheck({}), healthcheck({ start_period: "7s" })],
  "healthchecks.disable": [{}, { healthchecks: { disable: true } }],
};

const inside = leaves(taskOptionTable).flatMap(([path]) =>
  path.includes(".") && !/^(auth|import)\./.test(path) ? [path] : [],
);

test("every member of a block has a sample", () => {
  expect(inside.filter((path) => taskSamples[path] === undefined)).toEqual([]);
});

test.each(Object.entries(taskSamples))("buildContainerSpec() carries out %s", (_, [without, withIt]) => {
  expect(seen({ options: withIt })).not.toBe(seen({ options: without }));
});

/** Options of the plugin that say how the driver works, not what a container is. */
const elsewhere =
  /^(enabled|socket_path|socket\[\]|client_http_timeout|stats_interval|disable_log_collection|auth\.|gc\.|recover_stopped|image_pull_timeout|pull_activity_timeout)/;

/** A plugin configuration, and a task on which it tells. */
const pluginSamples: Readonly<Record<string, readonly [plugin: Body, given?: InputOverrides]>> = {
  "volumes.enabled": [{ volumes: { enabled: false } }, { options: { volumes: ["/srv:/data"] } }],
  "volumes.selinuxlabel": [{ volumes: { selinuxlabel: "z" } }],
  "logging.driver": [{ logging: { driver: "journald" } }],
  "logging.options": [{ logging: { options: { tag: "x" } } }],
  "networking.default_rootless_mode": [{ networking: { default_rootless_mode: "slirp4netns" } }, { host: { rootless: true } }],
  dns_servers: [{ dns_servers: ["10.0.0.53"] }],
  extra_labels: [{ extra_labels: ["job_name"] }],
  allow_privileged: [{ allow_privileged: false }, { options: { privileged: true } }],
  allow_caps: [{ allow_caps: ["KILL"] }, { options: { cap_add: ["NET_ADMIN"] } }],
  allow_devices: [{ allow_devices: [] }, { options: { devices: ["/dev/fuse"] } }],
  allow_runtimes: [{ allow_runtimes: ["runc"] }, { options: { runtime: "crun" } }],
  allow_host_namespaces: [{ allow_host_namespaces: false }, { options: { pid_mode: "host" } }],
  pids_limit: [{ pids_limit: 99 }],
  oci_runtime: [{ oci_runtime: "kata" }, { host: { podmanVersion: "6.0.0" } }],
};

test("every option of the plugin has a sample or is carried out elsewhere", () => {
  const paths = leaves(pluginOptionTable).map(([path]) => path);
  expect(paths.filter((path) => pluginSamples[path] === undefined && !elsewhere.test(path))).toEqual([]);
});

test.each(Object.entries(pluginSamples))("buildContainerSpec() carries out the plugin's %s", (_, [plugin, given = {}]) => {
  expect(seen({ ...given, plugin })).not.toBe(seen(given));
});

/** What comes of it: the request, the warnings, or the refusal. */
function seen(given: InputOverrides): string {
  try {
    return JSON.stringify(build(given));
  } catch (error) {
    return String(error);
  }
}
