import { hostname } from "node:os";
import type { OptionsLab } from "../options-lab.ts";
import type { Row } from "../row.ts";

/** One row for each way to join the lab's other container, and what shows that it is joined: the namespace's number. */
function joining(option: string, file: string): Row[] {
  const namespaceOf = async ({ other }: OptionsLab): Promise<string> =>
    `ns:/proc/${await other.inspect("{{.State.Pid}}")}/ns/${file}`;
  return [
    {
      option,
      what: "container:ID",
      given: ({ other }) => ({ options: { [option]: `container:${other.id}` } }),
      look: `readlink /proc/1/ns/${file}`,
      seen: (_, { otherNamespaces }) => otherNamespaces[file] ?? "",
    },
    {
      option,
      what: "task:NAME",
      given: ({ other }) => ({
        options: { [option]: `task:${other.task}` },
        task: { allocId: other.allocId, name: `${file}-neighbour` },
      }),
      look: `readlink /proc/self/ns/${file}`,
      seen: (_, { otherNamespaces }) => otherNamespaces[file] ?? "",
    },
    {
      option,
      what: "ns:PATH",
      given: async (lab) => ({ options: { [option]: await namespaceOf(lab), init: false } }),
      look: `readlink /proc/self/ns/${file}`,
      seen: (_, { otherNamespaces }) => otherNamespaces[file] ?? "",
      // Below /proc of the rootless user there is another process, or none.
      unless: ({ rootless }) => rootless,
    },
  ];
}

export const namespaceRows: readonly Row[] = [
  ...joining("ipc_mode", "ipc"),
  ...joining("uts_mode", "uts"),
  ...joining("cgroupns", "cgroup"),
  ...joining("pid_mode", "pid").slice(2),
  {
    option: "uts_mode",
    what: "private",
    given: { options: { uts_mode: "private", hostname: "own" } },
    look: "hostname",
    seen: "own",
  },
  {
    option: "ipc_mode",
    what: "host",
    given: { options: { ipc_mode: "host" } },
    look: "grep ' /dev/shm ' /proc/self/mounts | grep -c 'size=64000k'",
    seen: "0",
  },
  {
    option: "ipc_mode",
    what: "private",
    given: { options: { ipc_mode: "private", shm_size: "16m" } },
    look: "grep ' /dev/shm ' /proc/self/mounts",
    seen: /size=16384k/,
  },
  {
    option: "ipc_mode",
    what: "shareable",
    given: { options: { ipc_mode: "shareable" } },
    look: "grep -c ' /dev/shm ' /proc/self/mounts",
    seen: "1",
  },
  {
    option: "ipc_mode",
    what: "none",
    given: { options: { ipc_mode: "none" } },
    look: "grep -c ' /dev/shm ' /proc/self/mounts",
    seen: "0",
  },
  {
    option: "pid_mode",
    what: "host",
    given: { options: { pid_mode: "host", init: false } },
    look: "tr '\\0' ' ' < /proc/1/cmdline | grep -c 'sleep 1000'",
    seen: "0",
  },
  {
    option: "pid_mode",
    what: "private",
    given: { options: { pid_mode: "private" } },
    look: "tr '\\0' ' ' < /proc/1/cmdline",
    seen: /sleep 1000/,
  },
  {
    option: "pid_mode",
    what: "container:ID",
    given: ({ other }) => ({ options: { pid_mode: `container:${other.id}`, command: ["sleep", "777"], init: false } }),
    look: "ps | grep -c '[s]leep 1000'",
    seen: /^[1-9]$/,
  },
  {
    option: "pid_mode",
    what: "task:NAME",
    given: ({ other }) => ({
      options: { pid_mode: `task:${other.task}`, init: false },
      task: { allocId: other.allocId, name: "neighbour" },
    }),
    look: "ps | grep -c '[s]leep 1000'",
    seen: /^[2-9]$/,
  },
  { option: "uts_mode", what: "host", given: { options: { uts_mode: "host" } }, look: "hostname", seen: hostname() },
  {
    option: "cgroupns",
    what: "host",
    given: { options: { cgroupns: "host" } },
    look: "grep -c 'libpod' /proc/self/cgroup",
    seen: /^[1-9]/,
  },
  {
    option: "cgroupns",
    what: "private",
    given: { options: { cgroupns: "private" } },
    look: "grep -c 'libpod' /proc/self/cgroup",
    seen: "0",
  },
  {
    option: "userns",
    what: "host",
    given: { options: { userns: "host" } },
    look: "tr -s ' ' < /proc/1/uid_map",
    seen: " 0 0 4294967295",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "userns",
    what: "keep-id with ids",
    given: { options: { userns: "keep-id:uid=200,gid=210" } },
    look: "id -u; id -g",
    seen: "200\n210",
    unless: ({ rootless }) => !rootless,
  },
  {
    option: "userns",
    what: "nomap leaves Podman's own user out",
    given: { options: { userns: "nomap" } },
    look: "tr -s ' ' < /proc/self/uid_map | head -n 1 | cut -d' ' -f2,3",
    seen: "0 1",
    unless: ({ rootless }) => !rootless,
  },
  {
    option: "uidmap",
    what: "maps users, and groups alike",
    // One mapping: with two Podman 4.3.1 fails to mount an image here.
    given: { options: { uidmap: ["0:100000:65536"] } },
    look: "cat /proc/1/uid_map /proc/1/gid_map | tr -s ' '; stat -c '%u %g' /bin",
    seen: " 0 100000 65536\n 0 100000 65536\n0 0",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "uidmap",
    what: "can leave every user as it is",
    given: { options: { uidmap: ["0:0:65536"] } },
    look: "tr -s ' ' < /proc/1/uid_map",
    seen: " 0 0 65536",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "gidmap",
    what: "maps groups apart",
    given: { options: { uidmap: ["0:100000:65536"], gidmap: ["0:200000:65536"] } },
    look: "cat /proc/1/uid_map /proc/1/gid_map | tr -s ' '",
    seen: " 0 100000 65536\n 0 200000 65536",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "gidmap",
    what: "alone maps users alike, of the user's own where Podman is rootless",
    given: { options: { gidmap: ["0:1:65000"] } },
    look: "tr -s ' ' < /proc/1/uid_map | cut -d' ' -f2,4",
    seen: "0 65000",
  },
  // Mappings beside a size are pinned by their request only: Podman 4.3.1 itself fails to mount an image for them here.
  {
    option: "userns",
    what: "auto has the ids of a whole image",
    given: { options: { userns: "auto" } },
    look: "tr -s ' ' < /proc/1/uid_map | cut -d' ' -f2,4",
    seen: "0 65536",
    unless: ({ subordinateIds }) => !subordinateIds,
  },
  {
    option: "userns",
    what: "auto with a size",
    given: { options: { userns: "auto:size=2048" } },
    look: "tr -s ' ' < /proc/1/uid_map | cut -d' ' -f2,4",
    seen: "0 2048",
    unless: ({ subordinateIds }) => !subordinateIds,
  },
];
