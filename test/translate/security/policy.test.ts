import { expect, test } from "bun:test";
import { build, codeOf, type InputOverrides } from "../../fixtures/task-input.ts";

/** What a plugin configuration forbids, and what the message has to name: the job's option, the value, the plugin's option. */
type Refusal = readonly [what: string, given: InputOverrides, message: RegExp];

const outside = "volumes are not enabled";
const inside = new Map([
  ["/var/nomad/alloc/b640480f", "/var/nomad/alloc/b640480f"],
  ["/var/nomad/alloc/b640480f/web/local", "/var/nomad/alloc/b640480f/web/local"],
]);

const forbidden: readonly Refusal[] = [
  ["privileged", { options: { privileged: true }, plugin: { allow_privileged: false } }, /privileged = true.*allow_privileged/],
  [
    "a capability",
    { options: { cap_add: ["net_admin", "CAP_SYS_TIME"] }, plugin: { allow_caps: ["NET_ADMIN"] } },
    /^cap_add = "CAP_SYS_TIME": not allowed on this node: allowed are NET_ADMIN: add it to allow_caps in the plugin configuration$/,
  ],
  [
    "a runtime",
    { options: { runtime: "crun" }, plugin: { allow_runtimes: ["runc"] } },
    /^runtime = "crun": not allowed on this node: allowed are runc: add it to allow_runtimes in the plugin configuration$/,
  ],
  ...["network_mode", "ipc_mode", "pid_mode", "uts_mode", "cgroupns", "userns"].map(
    (option): Refusal => [
      `${option} = host`,
      { options: { [option]: "host" }, plugin: { allow_host_namespaces: false } },
      new RegExp(`${option} = "host".*allow_host_namespaces`),
    ],
  ),
  ...["uidmap", "gidmap"].map(
    (option): Refusal => [
      option,
      { options: { [option]: ["0:1000:1"] }, plugin: { allow_host_namespaces: false } },
      new RegExp(`${option} = "0:1000:1".*allow_host_namespaces`),
    ],
  ),
  [
    "mappings of userns",
    { options: { userns: "auto:size=10,gidmapping=0:0:1" }, plugin: { allow_host_namespaces: false } },
    /userns = "auto:.*allow_host_namespaces/,
  ],
  ["a path of the node", { options: { volumes: ["/etc:/x"] }, plugin: { volumes: { enabled: false } } }, new RegExp(outside)],
  [
    "a path that leaves by ..",
    { options: { volumes: ["../../../etc:/x"] }, plugin: { volumes: { enabled: false } } },
    new RegExp(outside),
  ],
  [
    "a mount of the node",
    { options: { mount: [{ type: "bind", source: "/etc", target: "/x" }] }, plugin: { volumes: { enabled: false } } },
    new RegExp(outside),
  ],
  ...["O", "O,upperdir=/etc,workdir=/root", "upperdir=/etc"].map(
    (words): Refusal => [
      `a volume with the options ${words}`,
      { options: { volumes: [`local:/x:${words}`] }, plugin: { volumes: { enabled: false } }, resolvedPaths: inside },
      /volumes = "local:\/x:.*volumes are not enabled/,
    ],
  ),
  ...["bind", "volume"].map(
    (type): Refusal => [
      `a layer over a mount of type ${type}`,
      {
        options: { mount: [{ type, source: "local", target: "/x", options: ["O", "upperdir=/etc", "workdir=/root"] }] },
        plugin: { volumes: { enabled: false } },
        resolvedPaths: inside,
      },
      /(mount\.options = .*upperdir=\/etc|mount\.source = "local").*volumes are not enabled/,
    ],
  ),
  [
    "a directory below the allocation as root file system",
    { options: { image: null, rootfs: "local" }, plugin: { volumes: { enabled: false } }, resolvedPaths: inside },
    /^rootfs = "local": .*volumes are not enabled/,
  ],
  [
    "a path that leaves by a link",
    {
      options: { volumes: ["local/etc:/x"] },
      plugin: { volumes: { enabled: false } },
      resolvedPaths: new Map([
        ["/var/nomad/alloc/b640480f", "/var/nomad/alloc/b640480f"],
        ["/var/nomad/alloc/b640480f/web/local/etc", "/etc"],
      ]),
    },
    new RegExp(outside),
  ],
  [
    "a neighbour whose name begins alike",
    {
      options: { volumes: ["local/x:/x"] },
      plugin: { volumes: { enabled: false } },
      resolvedPaths: new Map([["/var/nomad/alloc/b640480f/web/local/x", "/var/nomad/alloc/b640480f-other"]]),
    },
    new RegExp(outside),
  ],
];

test.each(forbidden)("buildContainerSpec() does not allow %s when the plugin forbids it", (_, given, message) => {
  expect(() => build(given)).toThrow(message);
  expect(codeOf(given)).toBe("notAllowed");
});

const permitted: readonly (readonly [string, InputOverrides])[] = [
  [
    "a capability of the list, however it is written",
    { options: { cap_add: ["CAP_NET_ADMIN"] }, plugin: { allow_caps: ["net_admin"] } },
  ],
  ["any capability with all", { options: { cap_add: ["SYS_TIME"] }, plugin: { allow_caps: ["all"] } }],
  ["a runtime of the list", { options: { runtime: "crun" }, plugin: { allow_runtimes: ["crun"] } }],
  ["private namespaces", { options: { ipc_mode: "private", pid_mode: "private" }, plugin: { allow_host_namespaces: false } }],
];

test.each(permitted)("buildContainerSpec() allows %s", (_, given) => {
  expect(() => build(given)).not.toThrow();
});
