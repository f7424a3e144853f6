import type { Row } from "../row.ts";

export const deviceRows: readonly Row[] = [
  {
    option: "devices",
    what: "under another name, with permissions",
    given: { options: { devices: ["/dev/full:/dev/xfull:r"] } },
    look: "test -c /dev/xfull && echo there; echo x 2>/dev/null > /dev/xfull || echo refused",
    seen: "there\nrefused",
  },
  {
    option: "devices",
    what: "under their own name",
    given: { options: { devices: ["/dev/full"] } },
    look: "echo x 2>&1 > /dev/full; test -c /dev/full && head -c 1 /dev/full | od -An -tx1",
    seen: /00$/,
  },
  {
    option: "devices",
    what: "with permissions under their own name",
    given: { options: { devices: ["/dev/full:w"] } },
    look: "head -c 1 /dev/full 2>&1; stat -c %F /dev/full",
    seen: /not permitted\ncharacter special file$/,
    // Without root the runtime binds the node's device, with its permissions.
    unless: ({ rootless }) => rootless,
  },
  {
    option: "devices",
    what: "cause a warning that they have no effect with privileged",
    given: { options: { devices: ["/dev/full:/dev/xfull"], privileged: true } },
    look: "test -c /dev/full && echo all",
    seen: "all",
    warning: /devices has no effect/,
  },
  {
    option: "job.devices",
    what: "have the permissions that Nomad says",
    given: { task: { devices: [{ hostPath: "/dev/full", taskPath: "", cgroupPermissions: "w" }] } },
    look: "head -c 1 /dev/full 2>&1",
    seen: /not permitted/,
    unless: ({ rootless }) => rootless,
  },
  {
    option: "job.devices",
    what: "are injected",
    given: { task: { devices: [{ hostPath: "/dev/full", taskPath: "/dev/nomad0", cgroupPermissions: "rw" }] } },
    look: "test -c /dev/nomad0 && head -c 2 /dev/nomad0 | od -An -tx1",
    seen: " 00 00",
  },
];
