/** Answers of Podman 4.3.1 as it gave them, shortened, and what 5.x says in their place (docs/podman-quirks.md). */

export const zeroTime = "0001-01-01T00:00:00Z";

export const containerId = "fdef4ecf7144a15c48df9dc309499e0f06401d7b06e17b4783bb335cf2abeeb7";

const endpoint = {
  EndpointID: "",
  Gateway: "10.88.0.1",
  IPAddress: "10.88.0.2",
  IPPrefixLen: 16,
  IPv6Gateway: "",
  GlobalIPv6Address: "fd00::2",
  GlobalIPv6PrefixLen: 64,
  MacAddress: "a2:e6:2b:a9:a7:53",
};

/** A running container. */
export const inspected = {
  Id: containerId,
  Created: "2026-11-21T05:26:26.818135397Z",
  Path: "sleep",
  Args: ["600"],
  State: {
    OciVersion: "1.0.2-dev",
    Status: "running",
    Running: true,
    Paused: false,
    OOMKilled: false,
    Pid: 6250,
    ConmonPid: 6240,
    ExitCode: 0,
    Error: "",
    StartedAt: "2026-11-21T05:26:26.962092266Z",
    FinishedAt: zeroTime,
    Health: { Status: "", FailingStreak: 0, Log: null },
    CgroupPath: `/libpod_parent/libpod-${containerId}`,
  },
  Image: "3934d67f40247769169ba75406e0e9e43205c853a326f1d29e537442f2b3cd6f",
  ImageName: "localhost/busybox:1",
  Rootfs: "",
  StaticDir: "/s/userdata",
  OCIRuntime: "runc",
  ConmonPidFile: "/r/conmon.pid",
  PidFile: "/r/pidfile",
  Name: "web-1",
  RestartCount: 0,
  ExecIDs: [],
  Mounts: [
    {
      Type: "bind",
      Source: "/src",
      Destination: "/dst",
      Driver: "",
      Mode: "",
      Options: ["rbind"],
      RW: true,
      Propagation: "rprivate",
    },
  ],
  NetworkSettings: { ...endpoint, Ports: {}, SandboxKey: "/run/netns/netns-1", Networks: { podman: endpoint } },
  Config: {
    Hostname: "vm",
    User: "",
    Tty: false,
    Env: ["TERM=xterm"],
    Cmd: ["sleep", "600"],
    WorkingDir: "/",
    Entrypoint: "",
    Labels: null,
    Annotations: { "io.container.manager": "libpod" },
    StopSignal: 15,
  },
  HostConfig: {
    CgroupManager: "cgroupfs",
    LogConfig: { Type: "k8s-file", Config: null, Path: "/s/userdata/ctr.log", Tag: "", Size: "0B" },
    NetworkMode: "bridge",
    AutoRemove: false,
    Privileged: false,
    ReadonlyRootfs: false,
    CpuShares: 0,
    Memory: 67108864,
    CgroupParent: "",
    PidsLimit: 2048,
  },
};

/** The same as Podman 5 spells it. */
export const inspectedByPodman5 = {
  ...inspected,
  State: { ...inspected.State, Health: null },
  Config: { ...inspected.Config, Entrypoint: null, StopSignal: "SIGTERM" },
};

/** One row of the list. */
export const listed = {
  Command: ["sleep", "600"],
  Created: "2026-11-21T05:26:26.818135397Z",
  Exited: false,
  ExitCode: 0,
  Id: containerId,
  Image: "localhost/busybox:1",
  ImageID: "3934d6",
  Labels: null,
  Names: ["web-1"],
  Pid: 6250,
  State: "running",
};

/** What the service says of itself. */
export const info = {
  host: {
    arch: "amd64",
    cgroupManager: "cgroupfs",
    cgroupVersion: "v1",
    cgroupControllers: ["cpu", "memory"],
    conmon: { package: "conmon", path: "/usr/bin/conmon", version: "conmon version 2.1.6" },
    cpus: 2,
    idMappings: { gidmap: null, uidmap: null },
    memTotal: 25276510208,
    networkBackend: "netavark",
    ociRuntime: { name: "runc", package: "runc", path: "/usr/bin/runc", version: "runc version 1.1.5" },
    remoteSocket: { path: "unix:///run/podman/podman.sock", exists: true },
    security: {
      apparmorEnabled: false,
      capabilities: "CAP_CHOWN",
      rootless: false,
      seccompEnabled: true,
      selinuxEnabled: false,
    },
  },
  store: { graphDriverName: "overlay", graphRoot: "/var/lib/containers/storage", runRoot: "/run/containers/storage" },
  plugins: { volume: ["local"], network: ["bridge"], log: ["k8s-file"], authorization: null },
  version: { APIVersion: "4.3.1", Version: "4.3.1", GoVersion: "go1.19.8" },
};

/** An event, with the exit code that 4.x puts into each. */
export function event(action: string, exitCode = "0") {
  return {
    status: action,
    id: containerId,
    Type: "container",
    Action: action,
    Actor: { ID: containerId, Attributes: { containerExitCode: exitCode, image: "i", name: "web-1", podId: "" } },
    scope: "local",
    time: 1795238786,
    timeNano: 1795238786831000000,
  };
}
