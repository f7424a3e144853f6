import { expect, test } from "bun:test";
import { build, codeOf, type InputOverrides, resources } from "../fixtures/task-input.ts";

/** A task that must be rejected, and what the message has to name: the option, the value, what is allowed. */
type Rejected = readonly [what: string, given: InputOverrides, message: RegExp];

const inGroup = { mode: "group", path: "", labels: {}, hostsConfig: { hostname: "g", address: "10.0.0.2" } } as const;

const invalid: readonly Rejected[] = [
  ["a volume without a target", { options: { volumes: ["/srv"] } }, /volumes = "\/srv".*HOST:CONTAINER/],
  ["a volume with a relative target", { options: { volumes: ["/srv:data"] } }, /volumes = "\/srv:data".*not absolute/],
  ["a volume with too many parts", { options: { volumes: ["/a:/b:ro:rw"] } }, /volumes = "\/a:\/b:ro:rw"/],
  ["an unknown mount option", { options: { volumes: ["/a:/b:sync"] } }, /"sync" is not known; known are ro/],
  ["mount options that exclude each other", { options: { volumes: ["/a:/b:ro,rw"] } }, /ro and rw exclude each other/],
  ["a place for a layer that is not asked for", { options: { volumes: ["/a:/b:upperdir=/c"] } }, /upperdir=\/c.*write O/],
  [
    "two mounts on one path",
    { options: { volumes: ["/a:/data"], tmpfs: ["/data/:size=1m"] } },
    /^tmpfs = "\/data\/:size=1m": volumes = "\/a:\/data" is mounted on \/data already: /,
  ],
  [
    "a mount block on the path of a volume block",
    {
      options: { mount: [{ type: "tmpfs", target: "/m" }] },
      task: { mounts: [{ taskPath: "/m", hostPath: "/h", readonly: false, propagationMode: "", selinuxLabel: "" }] },
    },
    /^mount\.target = "\/m": volume_mount\.destination = "\/m" is mounted on \/m already: /,
  ],
  [
    "a mount on the task directory",
    { options: { volumes: ["local:/local"] } },
    /^volumes = "local:\/local": \/local is the task directory, which Nomad mounts there itself: choose another path$/,
  ],
  [
    "a mount on the allocation's directory",
    { options: { tmpfs: ["/alloc/"] } },
    /^tmpfs = "\/alloc\/": \/alloc is the allocation's/,
  ],
  [
    "a mount on the secrets",
    { options: { mount: [{ type: "tmpfs", target: "/secrets" }] } },
    /^mount\.target = "\/secrets": \/secrets is the directory of the task's secrets, /,
  ],
  ["a tmpfs that is not absolute", { options: { tmpfs: ["scratch"] } }, /tmpfs = "scratch".*absolute/],
  ["an unknown tmpfs option", { options: { tmpfs: ["/t:sizee=1m"] } }, /"sizee=1m" is not known/],
  [
    "a tmpfs option without its value",
    { options: { tmpfs: ["/t:size="] } },
    /^tmpfs = "\/t:size=": size=: must be a size such as/,
  ],
  ["a device that is not absolute", { options: { devices: ["fuse"] } }, /devices = "fuse".*HOST\[:CONTAINER\[:PERMISSIONS\]\]/],
  ["a device with unknown permissions", { options: { devices: ["/dev/fuse:/dev/fuse:rx"] } }, /devices = .*rx/],
  ["a device with too many parts", { options: { devices: ["/dev/a:/dev/b:r:w"] } }, /devices = /],
  ["a limit that is not known", { options: { ulimit: [{ nofiles: "1" }] } }, /ulimit\.nofiles = "1".*did you mean nofile\?/],
  ["a limit that is no number", { options: { ulimit: [{ nofile: "many" }] } }, /ulimit\.nofile = "many".*soft\[:hard\]/],
  ["a limit with three parts", { options: { ulimit: [{ nofile: "1:2:3" }] } }, /ulimit\.nofile = "1:2:3"/],
  ["a soft limit above the hard one", { options: { ulimit: [{ nofile: "9:3" }] } }, /ulimit\.nofile = "9:3".*above the hard/],
  ["swap below memory", { options: { memory_swap: "1m" } }, /^memory_swap = "1m": .*at least the memory limit of 256 MiB/],
  [
    "swap without a memory limit",
    { options: { memory_swap: "1g" }, task: { resources: resources({ memoryMaxMb: -1 }) } },
    /memory_swap.*no memory limit/,
  ],
  [
    "a cpuset beside reserved cores",
    { options: { cpuset_cpus: "0" }, task: { resources: resources({ linux: { cpusetCpus: "1" } }) } },
    /cpuset_cpus = "0".*resources\.cores/,
  ],
  [
    "an unknown security_opt",
    { options: { security_opt: ["seccom=unconfined"] } },
    /security_opt = "seccom=unconfined".*seccomp=/,
  ],
  [
    "a security_opt without its value",
    { options: { security_opt: ["apparmor"] } },
    /security_opt = "apparmor".*value is missing/,
  ],
  ["systempaths but unconfined", { options: { security_opt: ["systempaths=x"] } }, /systempaths/],
  ["no-new-privileges with another word", { options: { security_opt: ["no-new-privileges=maybe"] } }, /"true" or "false"/],
  ["a masked path that is relative", { options: { security_opt: ["mask=/a:b"] } }, /"b" is not an absolute path/],
  [
    "nested labels on an old Podman",
    { options: { security_opt: ["label=nested"] }, host: { podmanVersion: "4.3.1" } },
    /Podman 4\.5, this is 4\.3\.1/,
  ],
  [
    "two AppArmor profiles",
    { options: { apparmor_profile: "a", security_opt: ["apparmor=b"] } },
    /apparmor_profile = "a".*"b"/,
  ],
  [
    "an AppArmor profile where there is no AppArmor",
    { options: { apparmor_profile: "shop" }, host: { apparmor: false } },
    /apparmor_profile = "shop".*no AppArmor/,
  ],
  [
    "the same in security_opt",
    { options: { security_opt: ["apparmor:shop"] }, host: { apparmor: false } },
    /security_opt = "shop".*no AppArmor/,
  ],
  ["an SELinux label of no known kind", { options: { selinux_opts: ["kind:x"] } }, /selinux_opts = "kind:x".*user, role, type/],
  ["a label without a value", { options: { security_opt: ["label=type:"] } }, /security_opt = "label=type:".*type:shop_t/],
  [
    "keep-id of an old root Podman",
    { options: { userns: "keep-id" }, host: { podmanVersion: "4.3.1" } },
    /userns = "keep-id".*4\.5/,
  ],
  ["nomap of a root Podman", { options: { userns: "nomap" } }, /userns = "nomap".*rootless/],
  ["a sysctl of the node", { options: { sysctl: [{ "kernel.pid_max": "1" }] } }, /sysctl\.kernel\.pid_max = "1".*net\.\*/],
  [
    "the host name as a sysctl",
    { options: { sysctl: [{ "kernel.hostname": "a" }] } },
    /kernel\.hostname = "a".*hostname instead/,
  ],
  [
    "an IPC sysctl in the node's IPC namespace",
    { options: { sysctl: [{ "kernel.shmmax": "1" }], ipc_mode: "host" } },
    /sysctl\.kernel\.shmmax = "1".*ipc_mode = "host"/,
  ],
  [
    "a propagation mode that Nomad does not have",
    {
      task: {
        mounts: [{ taskPath: "/m", hostPath: "/h", readonly: false, propagationMode: "shared", selinuxLabel: "" }],
      },
    },
    /volume_mount\.propagation_mode = "shared".*bidirectional/,
  ],
  [
    "two modes for one secret",
    {
      options: {
        secrets: [
          { name: "s", target: "a", mode: "0400" },
          { name: "s", target: "b" },
        ],
      },
    },
    /secrets\.mode = "0444".*secret "s"/,
  ],
  ["an unknown userns setting", { options: { userns: "auto:sise=1" } }, /userns = "auto:sise=1".*"sise" is not known/],
  ["a userns size that is no number", { options: { userns: "auto:size=big" } }, /^userns = "auto:size=big": size=big: /],
  ["a userns mapping of two numbers", { options: { userns: "auto:uidmapping=0:1" } }, /CONTAINER-ID:HOST-ID:COUNT/],
  [
    "a keep-id setting that is not known",
    { options: { userns: "keep-id:pid=1" }, host: { rootless: true } },
    /"pid" is not known/,
  ],
  ["a userns path that is relative", { options: { userns: "ns:x" } }, /absolute path/],
  ["an empty name behind task:", { options: { network_mode: "task:" } }, /network_mode = "task:".*missing/],
  ["a namespace path that is relative", { options: { network_mode: "ns:blue" } }, /network_mode = "ns:blue".*absolute/],
  ["a network name with a slash", { options: { network_mode: "a/b" } }, /network_mode = "a\/b".*bridge, host, none/],
  [
    "pasta on an old Podman",
    { options: { network_mode: "pasta" }, host: { podmanVersion: "4.3.1" } },
    /pasta needs Podman 4\.4/,
  ],
  [
    "a port that is not allocated",
    {
      options: { ports: ["htp"] },
      task: { resources: resources({ ports: [{ label: "http", value: 1, to: 0, hostIp: "" }] }) },
    },
    /ports = "htp".*allocated are http/,
  ],
  ["a port without a network block", { options: { ports: ["http"] } }, /ports = "http".*no port/],
  ["port_map without a network block", { options: { port_map: [{ http: 80 }] } }, /port_map.*no network block/],
  [
    "static addresses in another's network",
    { options: { ipv4_address: "10.0.0.1" }, task: { networkIsolation: { ...inGroup, path: "/run/netns/g" } } },
    /ipv4_address = "10\.0\.0\.1".*not the group's network namespace/,
  ],
  [
    "aliases in another's network",
    { options: { network_aliases: ["db"] }, task: { networkIsolation: { ...inGroup, path: "/run/netns/g" } } },
    /network_aliases = \["db"\].*not the group's network namespace/,
  ],
  [
    "networks blocks in another's network",
    { options: { networks: [{ name: "backend" }] }, task: { networkIsolation: { ...inGroup, path: "/run/netns/g" } } },
    /networks = \["backend"\].*not the group's network namespace/,
  ],
  [
    "an address that belongs to no networks block",
    { options: { ipv4_address: "10.0.0.1", networks: [{ name: "backend" }] } },
    /ipv4_address = "10\.0\.0\.1".*write static_ips in a networks block/,
  ],
  [
    "a MAC address that belongs to no networks block",
    { options: { static_mac: "92:d0:c6:0a:29:77", networks: [{ name: "backend" }] } },
    /static_mac = .*write static_mac in a networks block/,
  ],
  ["aliases on Podman's own bridge", { options: { network_aliases: ["db"] } }, /network_aliases = \["db"\]/],
  [
    "extra hosts in another's network",
    { options: { network_mode: "container:x", extra_hosts: ["a:10.0.0.1"] } },
    /extra_hosts.*shares/,
  ],
  [
    "host-gateway where nobody knows it",
    { options: { extra_hosts: ["a:host-gateway"] }, host: { podmanVersion: "4.3.1" } },
    /extra_hosts = "a:host-gateway"/,
  ],
  [
    "a DNS server of the job that is no address",
    { task: { dns: { servers: ["resolver"], searches: [], options: [] } } },
    /network\.dns\.servers = "resolver".*IP address/,
  ],
  ["shm_size without a /dev/shm", { options: { shm_size: "1m", ipc_mode: "host" } }, /^shm_size = "1m": .*ipc_mode = "host"/],
  ["a hostname in the node's UTS namespace", { options: { hostname: "a", uts_mode: "host" } }, /hostname = "a".*uts_mode/],
  [
    "a network sysctl on the node's network",
    { options: { sysctl: [{ "net.core.somaxconn": "1" }], network_mode: "host" } },
    /sysctl\.net\.core\.somaxconn = "1"/,
  ],
  [
    "a runtime that the service does not use",
    { options: { runtime: "kata" } },
    /runtime = "kata".*"crun".*Podman 6.*socket block/,
  ],
  ["the plugin's runtime, when the service uses another", { plugin: { oci_runtime: "runc" } }, /oci_runtime = "runc"/],
  ["a volume name with a space", { options: { mount: [{ source: "a b", target: "/m" }] } }, /mount\.source = "a b"/],
];

test.each(invalid)("buildContainerSpec() rejects %s", (_, given, message) => {
  expect(() => build(given)).toThrow(message);
  expect(codeOf(given)).toBe("invalidConfig");
});

test("a message is one line and names no other value", () => {
  for (const [, given] of invalid) {
    try {
      build(given);
    } catch (error) {
      expect(error instanceof Error ? error.message : "").not.toContain("\n");
    }
  }
});
