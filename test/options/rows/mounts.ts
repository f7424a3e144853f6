import type { Row } from "../row.ts";
import { hostDirectory, mountOf } from "./mount-points.ts";

/** Of the blocks mount and mounts. */
export const mountRows: readonly Row[] = [
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
    what: "makes a volume with a driver, its options and labels",
    given: ({ number }) => ({
      options: {
        mount: [
          {
            source: `ndpo${number}vtmpfs`,
            target: "/m",
            driver: "local",
            driver_options: [{ type: "tmpfs", device: "tmpfs", o: "mode=750" }],
            labels: { team: "web" },
          },
        ],
      },
    }),
    look: mountOf("/m"),
    seen: /^tmpfs \/m tmpfs .*mode=750/,
    unless: ({ rootless }) => rootless,
  },
  {
    option: "mounts",
    what: "makes a volume of a directory of the node",
    given: (lab) => ({
      options: {
        mounts: [
          {
            source: `ndpo${lab.number}vbind`,
            target: "/m",
            driver_options: { type: "none", device: hostDirectory(lab, "m9"), o: "bind" },
          },
        ],
      },
    }),
    look: "cat /m/hello",
    seen: "hello from the node",
    // Podman mounts such a volume on the node, which is root's to do.
    unless: ({ rootless }) => rootless,
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
    what: "makes a tmpfs without what the image has there",
    given: { options: { mount: [{ type: "tmpfs", target: "/etc", options: ["mode=755", "notmpcopyup"] }] } },
    look: "touch /etc/made && ls -d /etc/made /etc/passwd /etc/group 2>/dev/null",
    seen: "/etc/made",
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
];
