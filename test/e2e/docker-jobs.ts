/** Jobs for Nomad's own Docker driver, of as many kinds as its users have. */
import { noRetries, type ShellTask, taskText } from "./job.ts";

/** A job, and what its task `main` writes. */
export interface DockerJob {
  readonly name: string;
  readonly type?: "batch" | "service" | "sysbatch" | "system";
  readonly tasks: readonly ShellTask[];
  readonly group?: string;
  readonly output: string | RegExp;
  /** What a further task writes in the end, by its name. */
  readonly further?: readonly [task: string, output: string];
  /** What its first port answers on the node's address. */
  readonly page?: string;
}

/** Runs until it is stopped. */
export const waiting = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

const memoryLimit = "cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2> /dev/null || cat /sys/fs/cgroup/memory.max";
const mebibyte = 1024 ** 2;
const serving = "mkdir /tmp/w; echo here > /tmp/w/i; echo serving; exec httpd -f -p 8080 -h /tmp/w";

/** The job's file. */
export function jobText({ name, type = "service", tasks, group = "" }: Omit<DockerJob, "output">): string {
  return `
job "${name}" {
  type = "${type}"
  group "group" {
    ${type === "system" || type === "sysbatch" ? "" : noRetries}
    ${group}
    ${tasks.map((task) => taskText({ driver: "docker", image: "busybox:1", ...task })).join("\n")}
  }
}`;
}

/** Each of another kind. */
export const dockerJobs: readonly DockerJob[] = [
  {
    name: "bridged",
    group: 'network {\n mode = "bridge"\n port "http" {\n to = 8080\n }\n }',
    tasks: [
      { script: serving, config: 'ports = ["http"]' },
      { name: "other", script: `until wget -q -O- http://127.0.0.1:8080/i; do sleep 0.2; done; ${waiting}` },
    ],
    output: "serving\n",
    further: ["other", "here\n"],
    page: "here\n",
  },
  {
    name: "mapped",
    group: 'network {\n port "http" {\n to = 8080\n }\n }',
    tasks: [{ script: `hostname; ${serving}`, config: 'ports = ["http"]\n hostname = "web"' }],
    output: "web\nserving\n",
    page: "here\n",
  },
  {
    name: "dns",
    tasks: [
      {
        script: `cat /etc/resolv.conf; ${waiting}`,
        config: 'dns_servers = ["10.1.2.3"]\n dns_search_domains = ["a.example"]\n dns_options = ["ndots:2"]',
      },
    ],
    output: /search a\.example\nnameserver 10\.1\.2\.3\noptions ndots:2\n/,
  },
  {
    name: "volumes",
    type: "batch",
    tasks: [
      {
        script: "cat /in/text; ls -d /data; touch /in/x 2>&1 | grep -o Read-only",
        config:
          'volumes = ["local:/in:ro"]\n mount {\n type = "volume"\n source = "ndpo-e2e"\n target = "/data"\n volume_options {\n no_copy = true\n labels {\n made_by = "e2e"\n }\n }\n }\n mount {\n type = "tmpfs"\n target = "/t"\n }',
        more: 'template {\n data = "from a template\\n"\n destination = "local/text"\n }',
      },
    ],
    output: "from a template\n/data\nRead-only\n",
  },
  {
    name: "mounts",
    type: "batch",
    tasks: [
      {
        script: "df -k /t | awk 'NR==2 {print $2}'; ls -d /host",
        config:
          'mounts = [{ type = "tmpfs", target = "/t", tmpfs_options = { size = 1048576 } }, { type = "bind", source = "local", target = "/host", readonly = true }]',
      },
    ],
    output: "1024\n/host\n",
  },
  {
    name: "logging",
    type: "batch",
    tasks: [
      {
        script: "echo written",
        config: 'logging {\n type = "json-file"\n config {\n max-size = "1m"\n max-file = "2"\n }\n }',
      },
    ],
    output: "written\n",
  },
  {
    name: "oversubscription",
    type: "batch",
    tasks: [{ script: memoryLimit, memory: "memory = 16\n memory_max = 32" }],
    output: `${32 * mebibyte}\n`,
  },
  {
    name: "limits",
    type: "batch",
    tasks: [
      {
        script: memoryLimit,
        config: 'memory_hard_limit = 24\n cap_drop = ["all"]\n cap_add = ["chown"]\n pids_limit = 50\n init = true',
      },
    ],
    output: `${24 * mebibyte}\n`,
  },
  {
    name: "poststop",
    type: "batch",
    tasks: [
      { name: "first", script: "echo first > /alloc/order", more: 'lifecycle {\n hook = "prestart"\n }' },
      { script: "cat /alloc/order; echo main >> /alloc/order" },
      { name: "beside", script: waiting, more: 'lifecycle {\n hook = "prestart"\n sidecar = true\n }' },
      { name: "last", script: "cat /alloc/order", more: 'lifecycle {\n hook = "poststop"\n }' },
    ],
    output: "first\n",
    further: ["last", "first\nmain\n"],
  },
  { name: "everywhere", type: "system", tasks: [{ script: `echo up; ${waiting}` }], output: "up\n" },
  { name: "everywhere-once", type: "sysbatch", tasks: [{ script: "echo done" }], output: "done\n" },
];
