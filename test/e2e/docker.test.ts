/** Nomad's Docker driver replaced by a link of its name in plugin_dir: its jobs run on Podman as they are. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { driverLabel } from "../../src/core/names.ts";
import { forFile } from "../lab/for-file.ts";
import { busybox } from "../lab/images.ts";
import { openLab } from "../lab/lab.ts";
import { exampleJob, noRetries } from "./job.ts";

setDefaultTimeout(150_000);

const lab = forFile(
  await openLab({
    images: [busybox],
    alsoAs: ["docker"],
    configs: (socket) => [
      `plugin "docker" {
        config {
          endpoint         = "unix://${socket}"
          infra_image      = "registry.example/pause:3.3"
          extra_labels     = ["job_name"]
          volumes {
            enabled = true
          }
        }
      }`,
    ],
  }),
);

// Docker's name for it, so that no registry is asked.
await lab.podman.podman("tag", "localhost/busybox:1", "docker.io/library/busybox:1");

interface Task {
  readonly name?: string;
  readonly script: string;
  readonly config?: string;
  /** HCL beside driver and config. */
  readonly more?: string;
}

const waiting = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

const taskText = ({ name = "main", script, config = "", more = "" }: Task) => `
    task "${name}" {
      driver = "docker"
      config {
        image   = "busybox:1"
        command = "/bin/sh"
        args    = ["-c", ${JSON.stringify(script)}]
        ${config}
      }
      ${more}
      resources {
        cpu    = 20
        memory = 16
      }
    }`;

const jobText = (name: string, type: string, tasks: readonly Task[], group = "") => `
job "${name}" {
  type = "${type}"
  group "group" {
    ${type === "system" ? "" : noRetries}
    ${group}
    ${tasks.map(taskText).join("\n")}
  }
}`;

interface Case {
  readonly name: string;
  readonly type?: "batch" | "service" | "system";
  readonly tasks: readonly Task[];
  readonly group?: string;
  /** What the task `main` writes. */
  readonly output: string | RegExp;
}

const cases: readonly Case[] = [
  { name: "batch", type: "batch", tasks: [{ script: "echo done" }], output: "done\n" },
  { name: "hostname", tasks: [{ script: `hostname; ${waiting}`, config: 'hostname = "web"' }], output: "web\n" },
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
          'volumes = ["local:/in:ro"]\n mount {\n type = "volume"\n source = "ndpo-e2e"\n target = "/data"\n volume_options {\n no_copy = true\n }\n }',
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
    name: "limits",
    type: "batch",
    tasks: [
      {
        script: "cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2> /dev/null || cat /sys/fs/cgroup/memory.max",
        config: 'memory_hard_limit = 24\n cap_drop = ["all"]\n cap_add = ["chown"]\n pids_limit = 50\n init = true',
      },
    ],
    output: `${24 * 1024 ** 2}\n`,
  },
  {
    name: "lifecycle",
    type: "batch",
    tasks: [
      { name: "first", script: "echo first > /alloc/order", more: 'lifecycle {\n hook = "prestart"\n }' },
      { script: "cat /alloc/order; echo main >> /alloc/order" },
      { name: "beside", script: waiting, more: 'lifecycle {\n hook = "prestart"\n sidecar = true\n }' },
      { name: "last", script: "cat /alloc/order", more: 'lifecycle {\n hook = "poststop"\n }' },
    ],
    output: "first\n",
  },
  { name: "everywhere", type: "system", tasks: [{ script: `echo up; ${waiting}` }], output: "up\n" },
  {
    name: "bridged",
    group: 'network {\n mode = "bridge"\n port "http" {\n to = 8080\n }\n }',
    tasks: [
      { script: "echo serving; exec httpd -f -p 8080", config: 'ports = ["http"]' },
      {
        name: "other",
        script: `until wget -q -O- http://127.0.0.1:8080/nothing 2>&1 | grep 404; do sleep 0.2; done; ${waiting}`,
      },
    ],
    output: "serving\n",
  },
];

test("Nomad takes the link for its own driver, with Docker's attributes", async () => {
  const { Attributes: found } = await lab.nomad.driver(({ Healthy }) => Healthy, 30_000, "docker");
  const Attributes = found ?? {};
  expect(Attributes).toMatchObject({
    "driver.docker": "true",
    "driver.docker.volumes.enabled": "true",
    "driver.docker.os_type": "linux",
    "driver.docker.version": (await lab.podman.podman("version", "--format", "{{.Server.Version}}")).trim(),
  });
  expect(Attributes["driver.docker.runtimes"]).toMatch(/^(runc|crun)$/);
  expect(Attributes).not.toHaveProperty("driver.docker.privileged.enabled");
});

test.each(cases)("the job $name runs unchanged", async ({ name, type = "service", tasks, group, output }) => {
  await lab.nomad.submit(jobText(name, type, tasks, group));
  const wanted = type === "batch" ? "complete" : "running";
  const { ID } = await lab.nomad.allocation(name, ({ ClientStatus }) => ClientStatus === wanted || ClientStatus === "failed");
  const text = await lab.nomad.logs(ID, "main", "stdout", (read) =>
    typeof output === "string" ? read === output : output.test(read),
  );
  if (name === "lifecycle") await lab.nomad.logs(ID, "last", "stdout", (read) => read === "first\nmain\n");
  if (name === "bridged") await lab.nomad.logs(ID, "other", "stdout", (read) => read.includes("404"));
  if (type !== "batch") {
    const said = await lab.nomad.cli("alloc", "exec", "-task", "main", ID, "echo", "inside");
    expect(said).toContain("inside");
    const labels = `{{index .Config.Labels "${driverLabel}"}} {{index .Config.Labels "com.hashicorp.nomad.job_name"}}`;
    expect((await lab.podman.podman("inspect", "--format", labels, `main-${ID}`)).trim()).toBe(`docker ${name}`);
    await lab.nomad.stop(name);
  }
  const ended = await lab.nomad.allocation(
    name,
    ({ ClientStatus }) => ClientStatus === "complete" || ClientStatus === "failed",
  );
  expect(ended.ClientStatus).toBe("complete");
  expect(text).not.toBe("");
});

test("the example docker runs", async () => {
  await lab.nomad.submit(exampleJob("docker"));
  const { ID } = await lab.nomad.allocation("docker", ({ ClientStatus }) => ClientStatus === "running");
  await lab.nomad.logs(ID, "web", "stdout", (text) => text === "serving in /srv/web\n");
});

test("what cannot be done on Podman fails the task with the way out", async () => {
  await lab.nomad.submit(jobText("refused", "batch", [{ script: "exit 0", config: 'volume_driver = "nfs"' }]));
  const { TaskStates } = await lab.nomad.allocation("refused", ({ ClientStatus }) => ClientStatus === "failed");
  const messages = TaskStates?.["main"]?.Events?.map(({ DisplayMessage }) => DisplayMessage).join("\n");
  expect(messages).toContain('volume_driver = "nfs": only "local" is possible in a job');
});
