import { appendFileSync, copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "../row.ts";

const pid1 = "tr '\\0' ' ' < /proc/1/cmdline";

export const processRows: readonly Row[] = [
  {
    option: "command",
    what: "is the process",
    given: { options: { command: "sleep", args: ["999"], init: false } },
    look: pid1,
    seen: "sleep 999 ",
  },
  {
    option: "command",
    what: "takes a list",
    given: { options: { command: ["sleep", "998"], init: false } },
    look: pid1,
    seen: "sleep 998 ",
  },
  {
    option: "args",
    what: "keep spaces and empty texts apart",
    given: { options: { command: "sh", args: ["-c", "sleep 997; :", "a b", ""], init: false } },
    look: "tr '\\0' '|' < /proc/1/cmdline",
    seen: "sh|-c|sleep 997; :|a b||",
  },
  {
    option: "args",
    what: "go to the image's command line alone",
    given: { options: { entrypoint: ["sleep"], command: null, args: ["996"], init: false } },
    look: pid1,
    seen: "sleep 996 ",
  },
  {
    option: "entrypoint",
    what: "as a list",
    given: { options: { entrypoint: ["sh", "-c"], command: "exec sleep 995", init: false } },
    look: pid1,
    seen: "sleep 995 ",
  },
  {
    option: "entrypoint",
    what: "as a string",
    given: { options: { entrypoint: "sleep", command: "994", init: false } },
    look: pid1,
    seen: "sleep 994 ",
    warning: /^entrypoint = "sleep": a string is deprecated/,
  },
  {
    option: "working_dir",
    what: "is where the process starts",
    given: { options: { working_dir: "/usr/bin", init: false } },
    look: "readlink /proc/1/cwd",
    seen: "/usr/bin",
  },
  {
    option: "create_working_dir",
    what: "makes the directory",
    given: { options: { working_dir: "/made/here", create_working_dir: true, init: false } },
    look: "readlink /proc/1/cwd",
    seen: "/made/here",
  },
  {
    option: "interactive",
    what: "keeps standard input open",
    given: { options: { command: ["cat"], interactive: true, init: false } },
    look: `${pid1}; readlink /proc/1/fd/0`,
    seen: /^cat pipe:/,
  },
  {
    option: "hostname",
    what: "is the container's",
    given: { options: { hostname: "shop.example" } },
    look: "hostname",
    seen: "shop.example",
  },
  {
    option: "init",
    what: "is process 1",
    given: { options: { init: true } },
    look: pid1,
    seen: /^\/run\/podman-init -- sleep/,
  },
  {
    option: "init_path",
    what: "names the init",
    given: ({ directory }) => {
      // An init that can be told from Podman's own: what follows the program in its file harms nobody.
      const path = join(directory, "another-init");
      copyFileSync("/usr/bin/catatonit", path);
      appendFileSync(path, "the one that the job names");
      return { options: { init: true, init_path: path } };
    },
    look: "tail -c 26 /run/podman-init; echo; tr '\\0' ' ' < /proc/1/cmdline",
    seen: /^the one that the job names\n\/run\/podman-init -- sleep/,
  },
  {
    option: "tty",
    what: "gives a terminal",
    given: { options: { tty: true, init: false } },
    look: "readlink /proc/1/fd/0; readlink /proc/1/fd/1",
    seen: "/dev/pts/0\n/dev/pts/0",
  },
  {
    option: "timezone",
    what: "sets /etc/localtime",
    given: { options: { timezone: "UTC" } },
    look: "test -e /etc/localtime && echo set",
    seen: "set",
  },
  {
    option: "timezone",
    what: "is what the process reads",
    given: { options: { timezone: "Asia/Tokyo" } },
    look: "tail -n 1 /etc/localtime; date -d @0 +%H",
    seen: "JST-9\n09",
    unless: ({ zones }) => !zones,
  },
  {
    option: "timezone",
    what: "local is the node's",
    given: { options: { timezone: "local" } },
    look: "tail -n 1 /etc/localtime",
    seen: () => readFileSync("/etc/localtime", "latin1").trimEnd().split("\n").at(-1) ?? "",
    unless: ({ localTime }) => !localTime,
  },
  {
    option: "umask",
    what: "is the process's",
    given: { options: { umask: "0027" } },
    look: "grep Umask /proc/1/status",
    seen: "Umask:\t0027",
  },
  {
    option: "group_add",
    what: "adds groups",
    given: { options: { group_add: ["1234", "4321"] } },
    look: "grep Groups /proc/1/status",
    seen: /1234 4321/,
  },
  {
    option: "job.user",
    what: "by number and group",
    given: { task: { user: "1000:1001" } },
    look: "grep -E '^[UG]id' /proc/1/status",
    seen: "Uid:\t1000\t1000\t1000\t1000\nGid:\t1001\t1001\t1001\t1001",
  },
  {
    option: "job.user",
    what: "by name",
    given: { task: { user: "nobody" } },
    look: "grep Uid /proc/1/status",
    seen: "Uid:\t65534\t65534\t65534\t65534",
  },
  {
    option: "job.env",
    what: "reaches the process, with what device plugins add",
    given: { task: { env: { A: "b c", EMPTY: "" }, deviceEnv: { GPU: "0" } } },
    look: "tr '\\0' '\\n' < /proc/1/environ | grep -E '^(A|EMPTY|GPU)=' | sort",
    seen: "A=b c\nEMPTY=\nGPU=0",
  },
];
