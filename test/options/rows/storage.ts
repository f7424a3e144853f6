import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Mount } from "../../../src/core/task-config.ts";
import type { OptionsLab } from "../options-lab.ts";
import type { Row } from "../row.ts";

/** A directory of the node with a file `hello` in it. */
function hostDirectory(lab: OptionsLab, name: string): string {
  const path = join(lab.directory, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "hello"), "hello from the node\n");
  return path;
}

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

const mountOf = (path: string): string => `grep ' ${path} ' /proc/self/mounts`;

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
  {
    option: "shm_size",
    what: "is the size of /dev/shm",
    given: { options: { shm_size: "32m" } },
    look: mountOf("/dev/shm"),
    seen: /size=32768k/,
  },
  {
    option: "mount",
    what: "binds read-only",
    given: (lab) => ({
      options: { mount: [{ type: "bind", source: hostDirectory(lab, "m1"), target: "/m", readonly: true }] },
    }),
    look: "cat /m/hello; touch /m/x 2>&1",
    seen: /^hello from the node\n.*Read-only/,
  },
  {
    option: "mount",
    what: "binds with rbind and ro, also as a volume whose source is a path",
    given: (lab) => {
      const source = hostDirectory(lab, "m5");
      const bind = { type: "bind", source, target: "/m", options: ["rbind", "ro"] };
      return { options: { mount: [bind, { source, target: "/n", options: ["rbind", "ro", "nosuid"] }] } };
    },
    look: "for d in m n; do cat /$d/hello; touch /$d/x 2>&1 | grep -c Read-only; done",
    seen: "hello from the node\n1\nhello from the node\n1",
  },
  {
    option: "mount",
    what: "binds with rbind and rw",
    given: (lab) => ({
      options: { mount: [{ type: "bind", source: hostDirectory(lab, "m6"), target: "/m", options: ["rbind", "rw"] }] },
    }),
    look: "echo changed > /m/hello && cat /m/hello",
    seen: "changed",
  },
  {
    option: "mount",
    what: "binds below a layer with O",
    given: (lab) => ({
      options: { mount: [{ type: "bind", source: hostDirectory(lab, "m2"), target: "/m", options: ["O"] }] },
    }),
    look: `echo changed > /m/hello; cat /m/hello; ${mountOf("/m")} | cut -d' ' -f3`,
    seen: "changed\noverlay",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "mount",
    what: "makes an anonymous volume",
    given: { options: { mount: [{ target: "/m", readonly: true }] } },
    look: `touch /m/x 2>&1 | grep -c Read-only; ${mountOf("/m")} | wc -l`,
    seen: "1\n1",
  },
  {
    option: "mount",
    what: "makes a named volume",
    given: ({ number }) => ({
      options: { mount: [{ type: "volume", source: `ndpo${number}`, target: "/m", options: ["noexec"] }] },
    }),
    look: `touch /m/x && ${mountOf("/m")}`,
    seen: /noexec/,
  },
  {
    option: "mount",
    what: "mounts a named volume with rbind and ro",
    given: ({ number }) => ({
      options: { mount: [{ type: "volume", source: `ndpo${number}`, target: "/m", options: ["rbind", "ro"] }] },
    }),
    look: "touch /m/y 2>&1",
    seen: /Read-only/,
  },
  {
    option: "mount",
    what: "makes a tmpfs with a size and a mode",
    given: { options: { mount: [{ type: "tmpfs", target: "/m", options: ["size=1m", "mode=1777", "nosuid", "noexec"] }] } },
    look: `${mountOf("/m")}; stat -c %a /m`,
    seen: /^tmpfs \/m tmpfs rw,nosuid,(?:nodev,)?noexec.*size=1024k.*\n1777$/,
  },
  {
    option: "mount",
    what: "makes a tmpfs",
    given: { options: { mount: [{ type: "tmpfs", target: "/m", options: ["size=4m"] }] } },
    look: mountOf("/m"),
    seen: /^tmpfs .*size=4096k/,
  },
  {
    option: "mount",
    what: "shows another image",
    given: { options: { mount: [{ type: "image", source: "localhost/busybox:1", target: "/m" }] } },
    look: "ls /m/bin/busybox; touch /m/x 2>&1 | grep -c .",
    seen: "/m/bin/busybox\n1",
  },
  {
    option: "mount",
    what: "shows another image, writable",
    given: { options: { mount: [{ type: "image", source: "localhost/busybox:1", target: "/m", options: ["rw"] }] } },
    look: "touch /m/x && ls /m/x",
    seen: "/m/x",
  },
  {
    option: "mounts",
    what: "are the same as a list",
    given: { options: { mounts: [{ type: "tmpfs", target: "/m", options: ["size=4m"] }] } },
    look: mountOf("/m"),
    seen: /^tmpfs .*size=4096k/,
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
