import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileIn } from "../options-lab.ts";
import type { Row } from "../row.ts";

const status = (field: string): string => `grep '^${field}:' /proc/1/status | cut -f2`;
/** A seccomp profile that allows everything but making directories. */
const noMkdir = JSON.stringify({
  defaultAction: "SCMP_ACT_ALLOW",
  syscalls: [{ names: ["mkdir", "mkdirat"], action: "SCMP_ACT_ERRNO", errnoRet: 1 }],
});
/** Whether capability number `bit` is in the process's bounding set. */
const hasCapability = (bit: number): string => `echo $(( (0x$(${status("CapBnd")}) >> ${bit}) & 1 ))`;
const CAP_KILL = 5;
const CAP_NET_ADMIN = 12;

export const securityRows: readonly Row[] = [
  {
    option: "cap_add",
    what: "adds",
    given: { options: { cap_add: ["net_admin"] } },
    look: hasCapability(CAP_NET_ADMIN),
    seen: "1",
  },
  {
    option: "cap_add",
    what: "with its prefix",
    given: { options: { cap_add: ["CAP_NET_ADMIN"] } },
    look: hasCapability(CAP_NET_ADMIN),
    seen: "1",
  },
  {
    option: "cap_drop",
    what: "takes away",
    given: { options: { cap_drop: ["KILL"] } },
    look: hasCapability(CAP_KILL),
    seen: "0",
  },
  {
    option: "cap_drop",
    what: "all",
    given: { options: { cap_drop: ["ALL"] } },
    look: status("CapBnd"),
    seen: "0000000000000000",
  },
  {
    option: "privileged",
    what: "lifts the filter and shows devices",
    given: { options: { privileged: true } },
    look: `${status("Seccomp")}; ${hasCapability(CAP_NET_ADMIN)}; test -e /dev/kmsg && echo devices`,
    seen: "0\n1\ndevices",
  },
  {
    option: "privileged",
    what: "is off by default",
    given: {},
    look: `${status("Seccomp")}; ${hasCapability(CAP_NET_ADMIN)}`,
    seen: "2\n0",
  },
  {
    option: "cap_add",
    what: "ALL is what the node has",
    given: { options: { cap_add: ["all"] } },
    look: status("CapBnd"),
    // Podman's service has what this process has.
    seen: () => /^CapBnd:\t(\w+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "",
  },
  {
    option: "cap_drop",
    what: "ALL together with one that is added",
    given: { options: { cap_drop: ["ALL"], cap_add: ["KILL"] } },
    look: status("CapBnd"),
    seen: "0000000000000020",
  },
  ...["no-new-privileges", "no-new-privileges=true", "no-new-privileges:true"].map((entry) => ({
    option: "security_opt",
    what: entry,
    given: { options: { security_opt: [entry] } },
    look: status("NoNewPrivs"),
    seen: "1",
  })),
  {
    option: "security_opt",
    what: "no-new-privileges=false",
    given: { options: { security_opt: ["no-new-privileges=false"] } },
    look: status("NoNewPrivs"),
    seen: "0",
  },
  {
    option: "security_opt",
    what: "no-new-privileges:false",
    given: { options: { security_opt: ["no-new-privileges:false"] } },
    look: status("NoNewPrivs"),
    seen: "0",
  },
  ...["seccomp=unconfined", "seccomp:unconfined"].map((entry) => ({
    option: "security_opt",
    what: entry,
    given: { options: { security_opt: [entry] } },
    look: status("Seccomp"),
    seen: "0",
  })),
  ...["=", ":"].flatMap((sign): Row[] => [
    {
      option: "security_opt",
      what: `seccomp${sign}PATH`,
      given: (lab) => ({ options: { security_opt: [`seccomp${sign}${fileIn(lab.directory, "seccomp.json", noMkdir)}`] } }),
      look: "mkdir /x 2>&1",
      seen: /Operation not permitted/,
    },
    {
      option: "security_opt",
      what: `mask${sign}`,
      given: { options: { security_opt: [`mask${sign}/proc/version:/proc/uptime`] } },
      look: "cat /proc/version /proc/uptime | wc -c",
      seen: "0",
    },
    {
      option: "security_opt",
      what: `unmask${sign}ALL`,
      given: { options: { security_opt: [`unmask${sign}ALL`] } },
      look: "grep -cE ' (/proc/keys|/sys/firmware) ' /proc/self/mounts",
      seen: "0",
    },
    {
      option: "security_opt",
      what: `unmask${sign}PATH`,
      given: { options: { security_opt: [`unmask${sign}/proc/timer_list:/proc/keys`] } },
      look: "grep -cE ' (/proc/keys|/proc/timer_list) ' /proc/self/mounts",
      seen: "0",
    },
    {
      option: "security_opt",
      what: `systempaths${sign}unconfined`,
      given: { options: { security_opt: [`systempaths${sign}unconfined`] } },
      look: "grep -cE ' /sys/firmware ' /proc/self/mounts",
      seen: "0",
    },
    {
      option: "security_opt",
      what: `proc-opts${sign}`,
      given: { options: { security_opt: [`proc-opts${sign}hidepid=2`] } },
      look: "grep '^proc /proc ' /proc/self/mounts",
      seen: /hidepid=(2|invisible)/,
    },
    {
      option: "security_opt",
      what: `label${sign}disable and apparmor${sign}unconfined where the node has neither`,
      given: { options: { security_opt: [`label${sign}disable`, `apparmor${sign}unconfined`] } },
      look: { inspect: "{{.AppArmorProfile}}|{{.ProcessLabel}}|{{.State.Status}}" },
      seen: "||running",
      unless: ({ apparmor, selinux }) => apparmor || selinux,
    },
  ]),
  {
    option: "security_opt",
    what: "seccomp=PATH in the task directory",
    given: (lab) => {
      const allocDir = join(lab.directory, "profiled");
      mkdirSync(join(allocDir, "web/local"), { recursive: true });
      fileIn(join(allocDir, "web/local"), "seccomp.json", noMkdir);
      return { options: { security_opt: ["seccomp=local/seccomp.json"] }, task: { allocDir, name: "web" } };
    },
    look: "mkdir /x 2>&1",
    seen: /Operation not permitted/,
  },
  {
    option: "security_opt",
    what: "without seccomp is Podman's filter, which nothing lies below",
    given: { options: { security_opt: [] } },
    look: `${status("Seccomp")}; grep -cE ' (/proc/keys|/sys/firmware) ' /proc/self/mounts`,
    seen: /^2\n[12]$/,
  },
  ...(
    [
      ["selinux_opts", { selinux_opts: ["type:shop_t", "level:s0:c1"] }],
      ["security_opt", { security_opt: ["label=type:shop_t", "label:level:s0:c1"] }],
    ] as const
  ).map(
    ([option, options]): Row => ({
      option,
      what: "labels cause a warning where the node has no SELinux",
      given: { options },
      look: "echo runs",
      seen: "runs",
      warning: /^(selinux_opts|security_opt) has no effect on the SELinux labels type:shop_t, level:s0:c1: /,
      unless: ({ selinux }) => selinux,
    }),
  ),
  {
    option: "selinux_opts",
    what: "disable",
    given: { options: { selinux_opts: ["disable"] } },
    look: "echo runs",
    seen: "runs",
  },
  {
    option: "apparmor_profile",
    what: "unconfined",
    given: { options: { apparmor_profile: "unconfined" } },
    look: "cat /proc/1/attr/current",
    seen: /^unconfined\s*$/,
    unless: ({ apparmor }) => !apparmor,
  },
  {
    option: "apparmor_profile",
    what: "unconfined is taken where the node has no AppArmor",
    given: { options: { apparmor_profile: "unconfined" } },
    look: { inspect: "{{.AppArmorProfile}}|{{.State.Status}}" },
    seen: "|running",
    unless: ({ apparmor }) => apparmor,
  },
];
