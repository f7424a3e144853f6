import { join } from "node:path";
import type { Mount } from "../../../src/core/task-config.ts";
import type { OptionsLab } from "../options-lab.ts";
import type { Row } from "../row.ts";
import { hostDirectory, mountOf } from "./mount-points.ts";

/** A host volume as Nomad hands it to the driver. */
function hostVolume(lab: OptionsLab, name: string): Mount {
  return {
    taskPath: `/${name}`,
    hostPath: hostDirectory(lab, name),
    readonly: false,
    propagationMode: "private",
    selinuxLabel: "",
  };
}

export const storageRows: readonly Row[] = [
  {
    option: "job.directories",
    what: "are at /alloc, /local and /secrets",
    given: {},
    look: 'for d in alloc local secrets; do echo x > /$d/f && grep -c " /$d " /proc/self/mounts; done; ls /alloc',
    seen: "1\n1\n1\nf\nlogs",
  },
  {
    option: "job.directories",
    what: "are where the environment says",
    given: { task: { env: { NOMAD_ALLOC_DIR: "/a", NOMAD_TASK_DIR: "/b/c", NOMAD_SECRETS_DIR: "/d" } } },
    look: "grep -cE ' (/a|/b/c|/d) ' /proc/self/mounts",
    seen: "3",
  },
  {
    option: "volumes",
    what: "bind a path of the node",
    given: (lab) => ({ options: { volumes: [`${hostDirectory(lab, "v1")}:/data`] } }),
    look: "cat /data/hello; touch /data/x && echo writable",
    seen: "hello from the node\nwritable",
  },
  {
    option: "volumes",
    what: "take options",
    given: (lab) => ({ options: { volumes: [`${hostDirectory(lab, "v2")}:/data:ro,noexec`] } }),
    look: `${mountOf("/data")} | cut -d' ' -f4; touch /data/x 2>&1`,
    seen: /^ro,.*noexec.*\n.*Read-only file system$/,
  },
  {
    option: "volumes",
    what: "start a relative path in the task directory",
    given: { options: { volumes: ["local:/here", "../alloc:/there"] } },
    look: "touch /local/f /alloc/g; ls /here; ls /there",
    seen: "f\ng\nlogs",
  },
  {
    option: "create_volume_paths",
    what: "makes what is missing, for others to read",
    given: (lab) => ({
      options: { volumes: ["local/made/here:/here", `${lab.directory}/made/there:/there:ro`], create_volume_paths: true },
    }),
    look: "stat -c %a /local/made /here /there; touch /here/x && ls /local/made/here",
    seen: "755\n755\n755\nx",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "volumes",
    what: "with O keep the node's files unchanged",
    given: (lab) => ({ options: { volumes: [`${hostDirectory(lab, "v3")}:/data:O`] } }),
    look: `echo changed > /data/hello; cat /data/hello; ${mountOf("/data")} | cut -d' ' -f3`,
    seen: "changed\noverlay",
    // The files of this test belong to root, who is nobody in a rootless container.
    unless: ({ rootless }) => rootless,
  },
  ...["z", "Z"].map((word) => ({
    option: "volumes",
    what: `with ${word} run where the node has no SELinux`,
    given: (lab: OptionsLab) => ({ options: { volumes: [`${hostDirectory(lab, "v5")}:/data:${word}`] } }),
    look: "cat /data/hello",
    seen: "hello from the node",
  })),
  {
    option: "plugin.volumes.selinuxlabel",
    what: "is on every mount",
    given: (lab) => ({
      plugin: { volumes: { selinuxlabel: "z" } },
      task: { mounts: [{ ...hostVolume(lab, "c3"), taskPath: "/csi" }] },
    }),
    look: "cat /csi/hello; touch /local/x && echo ok",
    seen: "hello from the node\nok",
  },
  {
    option: "tmpfs",
    what: "with a size and options",
    given: { options: { tmpfs: ["/scratch:size=8m,noexec,mode=1777"] } },
    look: mountOf("/scratch"),
    seen: /^tmpfs \/scratch tmpfs rw,.*noexec.*size=8192k.* 0 0$/,
  },
  {
    option: "tmpfs",
    what: "without options",
    given: { options: { tmpfs: ["/scratch"] } },
    look: mountOf("/scratch"),
    seen: /^tmpfs \/scratch tmpfs /,
  },
  ...[
    { what: "has nothing of what the image has there", words: "notmpcopyup", seen: "made" },
    { what: "has a copy of what the image has there", words: "tmpcopyup", seen: "group\nmade\npasswd" },
  ].map(({ what, words, seen }) => ({
    option: "tmpfs",
    what: `${what}, also where the root file system is read-only`,
    given: { options: { tmpfs: [`/etc:mode=755,${words}`], readonly_rootfs: true } },
    // What Podman mounts into it is not the image's.
    look: "touch /etc/made && ls /etc | grep -vE '^(hostname|hosts|mtab|resolv.conf)$'",
    seen,
  })),
  {
    option: "shm_size",
    what: "is the size of /dev/shm",
    given: { options: { shm_size: "32m" } },
    look: mountOf("/dev/shm"),
    seen: /size=32768k/,
  },
  {
    option: "job.mounts",
    what: "are host and CSI volumes",
    given: (lab) => ({
      task: {
        mounts: [
          { ...hostVolume(lab, "c1"), taskPath: "/csi", readonly: true },
          { ...hostVolume(lab, "c2"), taskPath: "/host", propagationMode: "host-to-task", selinuxLabel: "z" },
        ],
      },
    }),
    look: "touch /csi/x 2>&1 | grep -c Read-only; touch /host/x && echo ok",
    seen: "1\nok",
  },
  {
    option: "readonly_rootfs",
    what: "keeps the root file system as it is",
    given: { options: { readonly_rootfs: true } },
    look: "touch /x 2>&1; touch /local/x && echo ok",
    seen: /Read-only file system\nok$/,
  },
  {
    option: "secrets",
    what: "as a file with a mode",
    given: async (lab) => {
      await lab.podman.tryPodman("secret", "create", `ndpo${lab.number}`, join(hostDirectory(lab, "s1"), "hello"));
      return { options: { secrets: [{ name: `ndpo${lab.number}`, target: "word", mode: "0400" }] } };
    },
    look: "cat /run/secrets/word; stat -c %a /run/secrets/word",
    seen: "hello from the node\n400",
  },
  {
    option: "secrets",
    what: "as two files, one of them elsewhere, readable by default",
    given: async (lab) => {
      await lab.podman.tryPodman("secret", "create", `ndpo${lab.number}`, join(hostDirectory(lab, "s1"), "hello"));
      const name = `ndpo${lab.number}`;
      return { options: { secrets: [{ name }, { name, target: "/etc/word" }] }, task: { user: "nobody" } };
    },
    look: "cat /run/secrets/ndpo* /etc/word; stat -c %a /etc/word",
    seen: "hello from the node\nhello from the node\n444",
  },
  {
    option: "secrets",
    what: "as a variable",
    given: async (lab) => {
      await lab.podman.tryPodman("secret", "create", `ndpo${lab.number}`, join(hostDirectory(lab, "s1"), "hello"));
      return { options: { secrets: [{ name: `ndpo${lab.number}`, env: "WORD" }] } };
    },
    look: "tr '\\0' '\\n' < /proc/1/environ | grep WORD",
    seen: "WORD=hello from the node",
  },
];
