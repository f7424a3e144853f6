/** The options of Nomad's Docker driver on running containers, and what it makes of a task that sets none. */
import { expect, test } from "bun:test";
import { readlinkSync } from "node:fs";
import { join } from "node:path";
import { dockerTaskOptions } from "../../src/dialects/docker/task-options/task-options.ts";
import { forFile } from "../lab/for-file.ts";
import { namedNetwork } from "../options/named-network.ts";
import { openOptionsLab } from "../options/options-lab.ts";
import type { Row } from "../options/row.ts";
import { rowTests } from "../options/row-tests.ts";
import { networkRows } from "./docker-network-rows.ts";
import { isolationRows, namespace, pluginRow, resourceRows, rootless, row } from "./docker-rows.ts";

const lab = forFile(await openOptionsLab());

// Docker's name for it, which no registry is asked for.
await lab.podman.podman("tag", "localhost/busybox:1", "docker.io/library/busybox:1");

const pid1 = "tr '\\0' ' ' < /proc/1/cmdline";
const resolvConf = "grep -vE '^#' /etc/resolv.conf";
const volumes = { volumes: { enabled: true } };

const process: readonly Row[] = [
  row("image", "is Docker's short name", { image: "busybox:1" }, { inspect: "{{.ImageName}}" }, "docker.io/library/busybox:1"),
  row("image", "may begin with https://", { image: "https://docker.io/library/busybox:1" }, pid1, "sleep 1000 "),
  row("command", "and args are the process", { command: "sleep", args: ["999"] }, pid1, "sleep 999 "),
  row(
    "entrypoint",
    "gets command and args",
    { entrypoint: ["sh", "-c"], command: "exec sleep 998", args: [] },
    pid1,
    "sleep 998 ",
  ),
  row("work_dir", "is made", { work_dir: "/srv/work" }, "readlink /proc/1/cwd", "/srv/work"),
  row("hostname", "is the container's", { hostname: "web" }, "hostname", "web"),
  row("labels", "are the container's", { labels: [{ team: "web" }] }, { inspect: "{{.Config.Labels.team}}" }, "web"),
  row("tty", "is a terminal", { tty: true }, { inspect: "{{.Config.Tty}}" }, "true"),
  row("interactive", "keeps standard input open", { interactive: true }, { inspect: "{{.Config.OpenStdin}}" }, "true"),
  row("init", "is process 1", { init: true }, pid1, /init.* sleep 1000 $/),
  row("runtime", "runc is Podman's own", { runtime: "runc" }, pid1, "sleep 1000 "),
  row(
    "logging",
    "json-file is Nomad's",
    { logging: { type: "json-file" } },
    { inspect: "{{.HostConfig.LogConfig.Type}}" },
    "none",
  ),
  row("logging", "none is none", { logging: { driver: "none" } }, { inspect: "{{.HostConfig.LogConfig.Type}}" }, "none"),
  row(
    "logging",
    "an option without effect is a warning",
    { logging: { type: "json-file", config: [{ "max-size": "1m" }] } },
    pid1,
    "sleep 1000 ",
    { warning: /^logging\.config\.max-size has no effect: Nomad writes and rotates the logs/ },
  ),
  row("healthchecks", "can be turned off", { healthchecks: { disable: true } }, { inspect: "{{.Config.Healthcheck}}" }, /NONE/),
  row("container_exists_attempts", "warns", { container_exists_attempts: 5 }, pid1, "sleep 1000 ", {
    warning: /^container_exists_attempts has no effect/,
  }),
];

const mounts: readonly Row[] = [
  row(
    "volumes",
    "are relative to the task directory",
    { volumes: ["local:/in:ro"] },
    "touch /in/x 2>&1 | grep -o 'Read-only'",
    "Read-only",
  ),
  row(
    "volumes",
    "make a directory that is missing",
    { volumes: ["local/made/here:/in"] },
    "stat -c '%a %u:%g' /local/made /in; touch /in/x && echo written",
    "755 0:0\n755 0:0\nwritten",
  ),
  row("volumes", "make one anywhere on a node that allows that", {}, "touch /in/x && echo written", "written", {
    given: ({ directory }) => ({ options: { volumes: [`${directory}/made/on/node:/in`] }, plugin: volumes }),
    unless: rootless,
  }),
  pluginRow(
    volumes,
    row(
      "volume_driver",
      "local names volumes",
      { volumes: [`ndpo${lab.number}:/data`], volume_driver: "local" },
      {
        inspect: "{{(index .Mounts 0).Name}} {{(index .Mounts 1).Name}} {{(index .Mounts 2).Name}} {{(index .Mounts 3).Name}}",
      },
      /ndpo\d+/,
    ),
  ),
  row(
    "mount",
    "bind is relative to the task directory",
    { mount: [{ type: "bind", source: "local", target: "/in", readonly: true, bind_options: { propagation: "rslave" } }] },
    "touch /in/x 2>&1 | grep -o 'Read-only'; awk '$5 == \"/in\"' /proc/self/mountinfo | grep -o 'master:' | head -n 1",
    /^Read-only/,
  ),
  row(
    "mounts",
    "a tmpfs has its size in bytes and its mode in decimal",
    { mounts: [{ type: "tmpfs", target: "/t", tmpfs_options: { size: 1_048_576, mode: 511 } }] },
    "df -k /t | awk 'NR==2 {print $2}'; stat -c %a /t; grep ' /t ' /proc/self/mounts | grep -o noexec",
    "1024\n777\nnoexec",
  ),
  pluginRow(
    volumes,
    row(
      "mount",
      "a volume can be left empty",
      { mount: [{ type: "volume", source: `ndpo${lab.number}`, target: "/etc", volume_options: { no_copy: true } }] },
      "ls /etc/group 2>&1 | grep -o 'No such file'",
      "No such file",
    ),
  ),
  row("mount", "makes a volume with driver, options and labels", {}, "grep ' /data ' /proc/mounts | cut -d' ' -f3", "tmpfs", {
    given: ({ number }) => ({
      plugin: volumes,
      options: {
        mount: [
          {
            type: "volume",
            source: `ndpo${number}vd`,
            target: "/data",
            volume_options: {
              labels: [{ team: "web" }],
              driver_config: { name: "local", options: [{ type: "tmpfs", device: "tmpfs" }] },
            },
          },
        ],
      },
    }),
    unless: rootless,
  }),
  pluginRow(
    volumes,
    row(
      "mount",
      "labels of a volume without a name are a warning",
      { mount: [{ type: "volume", target: "/data", volume_options: { labels: [{ a: "b" }] } }] },
      "test -d /data && echo there",
      "there",
      { warning: /^mount\[0\]\.volume_options\.labels = .*: has no effect/ },
    ),
  ),
  row(
    "devices",
    "are blocks",
    { devices: [{ host_path: "/dev/fuse", container_path: "/dev/f", cgroup_permissions: "rw" }] },
    "test -c /dev/f && echo there",
    "there",
    { unless: rootless },
  ),
];

const network: readonly Row[] = [
  row(
    "network_mode",
    "default is Podman's bridge",
    { network_mode: "default" },
    "ls /sys/class/net | tr '\\n' ' '",
    "eth0 lo ",
  ),
  row("network_mode", "host is the node's", { network_mode: "host" }, namespace("net"), () =>
    readlinkSync("/proc/self/ns/net"),
  ),
  row("network_mode", "none has a loopback", { network_mode: "none" }, "ls /sys/class/net | tr '\\n' ' '", "lo "),
  row(
    "mac_address",
    "is the interface's",
    { mac_address: "92:d0:c6:0a:29:33" },
    "cat /sys/class/net/eth0/address",
    "92:d0:c6:0a:29:33",
  ),
  row(
    "dns_servers",
    "and their companions are in resolv.conf",
    { dns_servers: ["10.1.2.3"], dns_search_domains: ["a.example"], dns_options: ["ndots:2"] },
    resolvConf,
    /^search a\.example\nnameserver 10\.1\.2\.3\noptions ndots:2$/,
  ),
  row("dns_servers", "lose against the job's", { dns_servers: ["10.1.2.3"] }, resolvConf, /nameserver 10\.9\.9\.9/, {
    given: {
      options: { dns_servers: ["10.1.2.3"] },
      task: { dns: { servers: ["10.9.9.9"], searches: [], options: [] } },
    },
    warning: /^dns_servers has no effect: the job's network\.dns is used instead$/,
  }),
  row(
    "extra_hosts",
    "are in /etc/hosts",
    { extra_hosts: ["db:10.0.0.7"] },
    "grep -w db /etc/hosts | tr '\\t' ' '",
    /^10\.0\.0\.7 db$/,
  ),
];

const rows = [...process, ...isolationRows, ...mounts, ...resourceRows, ...network, ...networkRows];

rowTests(lab, rows, "docker");

test("advertise_ipv6_address: Nomad is told the container's IPv6 address", async () => {
  const { name, subnet6 } = await namedNetwork(lab, 1);
  await using container = await lab.start({
    driverName: "docker",
    options: { network_mode: name, advertise_ipv6_address: true },
  });
  expect(container.network?.autoAdvertise).toBe(true);
  expect(container.network?.address).toStartWith(subnet6);
  expect(await container.sh("ip -o -6 addr show dev eth0 scope global")).toContain(` ${container.network?.address}/`);
});

test.each([
  ["bridge", async () => "bridge", false],
  ["a Podman network", async () => (await namedNetwork(lab, 1)).name, true],
])("network_mode: on %s services get the address that they get from Docker's driver", async (_, mode, autoAdvertise) => {
  await using container = await lab.start({ driverName: "docker", options: { network_mode: await mode() } });
  expect(container.network).toMatchObject({ autoAdvertise });
});

/** Tested elsewhere: in a file of its own, or as the Podman driver's option of the same name. */
const elsewhere: Readonly<Record<string, readonly string[]>> = {
  "docker-images.podman.test.ts": ["args", "load", "image_pull_timeout", "force_pull", "auth", "auth_soft_fail"],
  "docker-files.podman.test.ts": ["socket", "cpu_cfs_period"],
  "docker-errors.test.ts": ["isolation"],
  "docker.podman.test.ts": ["dns_search_domains", "dns_options", "advertise_ipv6_address"],
  "../options/covered-by.ts": ["storage_opt"],
};

test("every option of a task is set by a row, or tested elsewhere", () => {
  const tested = [...rows.map(({ option }) => option), ...Object.values(elsewhere).flat()];
  expect(Object.keys(dockerTaskOptions).filter((option) => !tested.includes(option))).toEqual([]);
});

test.each(Object.entries(elsewhere))("%s has the options that it is said to test", async (file, options) => {
  const text = await Bun.file(join(import.meta.dir, file)).text();
  expect(options.filter((option) => !new RegExp(`\\b${option}\\b`).test(text))).toEqual([]);
});
