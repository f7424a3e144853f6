import { expect, test } from "bun:test";
import { cgroupDirectories } from "../../src/cgroup/locate.ts";
import { parseCgroupMounts } from "../../src/cgroup/mounts.ts";

const id = "f".repeat(64);
const mount = (path: string, type: string, options: string, root = "/") =>
  `31 23 0:28 ${root} ${path} rw,relatime shared:9 - ${type} ${type} rw,${options}`;

const version2 = mount("/sys/fs/cgroup", "cgroup2", "nsdelegate");
const version1 = ["cpu,cpuacct", "memory", "pids"].map((name) => mount(`/sys/fs/cgroup/${name}`, "cgroup", name)).join("\n");
const hybrid = `${version1}\n${mount("/sys/fs/cgroup/unified", "cgroup2", "nsdelegate")}`;

const own = `libpod-${id}`;
const scope = `/machine.slice/${own}.scope`;

test.each([
  ["v2, systemd", version2, `0::${scope}`, { version: 2, unified: `/sys/fs/cgroup${scope}` }],
  ["v2, in crun's own directory", version2, `0::${scope}/container`, { version: 2, unified: `/sys/fs/cgroup${scope}` }],
  [
    "v2, split",
    version2,
    `0::/nomad.slice/libpod-payload-${id}`,
    { version: 2, unified: `/sys/fs/cgroup/nomad.slice/libpod-payload-${id}` },
  ],
  [
    "v2, rootless with systemd inside",
    version2,
    `0::/user.slice/user-1000.slice/user@1000.service/${own}.scope/init.scope`,
    { version: 2, unified: `/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/${own}.scope` },
  ],
  [
    "v2, seen from within a container",
    mount("/sys/fs/cgroup", "cgroup2", "", "/outer"),
    `0::/outer/${own}`,
    { version: 2, unified: `/sys/fs/cgroup/${own}` },
  ],
  [
    "v1, cgroupfs",
    version1,
    `4:memory:/libpod_parent/${own}\n2:cpu,cpuacct:/libpod_parent/${own}\n`,
    {
      version: 1,
      cpu: `/sys/fs/cgroup/cpu,cpuacct/libpod_parent/${own}`,
      cpuacct: `/sys/fs/cgroup/cpu,cpuacct/libpod_parent/${own}`,
      memory: `/sys/fs/cgroup/memory/libpod_parent/${own}`,
    },
  ],
  [
    "hybrid, where the controllers are v1's",
    hybrid,
    `4:memory:/${own}\n0::/${own}\n`,
    { version: 1, cpu: undefined, cpuacct: undefined, memory: `/sys/fs/cgroup/memory/${own}` },
  ],
] as const)("cgroupDirectories() finds a container: %s", (_, mounts, text, found) => {
  expect(cgroupDirectories(text, id, parseCgroupMounts(mounts))).toEqual(found);
});

test("cgroupDirectories() finds nothing for a container without a cgroup of its own", () => {
  expect(cgroupDirectories("0::/system.slice/podman.service", id, parseCgroupMounts(version2))).toBeUndefined();
});

test("parseCgroupMounts() reads paths with spaces", () => {
  const { unified } = parseCgroupMounts(mount("/a\\040b", "cgroup2", ""));
  expect(unified?.mountPoint).toBe("/a b");
});
