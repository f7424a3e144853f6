/** Groups with a network of their own under the name docker: the driver makes their network namespaces, as Nomad's own Docker driver does. */
import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { isAtLeast } from "../../src/translate/input/version.ts";
import { fileLab } from "../lab/file-lab.ts";
import type { ImageRecipe } from "../lab/image.ts";
import { busybox } from "../lab/images.ts";
import type { Allocation } from "../lab/nomad.ts";
import { bridgeName } from "../lab/nomad-config.ts";
import { nomadVersion } from "../lab/nomad-version.ts";
import { check } from "../lab/run.ts";
import { waitFor } from "../lab/wait-for.ts";
import { noRetries, type ShellTask, taskText } from "./job.ts";

const asleep = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

/** Stands for Envoy's image, whose entrypoint puts the program before arguments that are options. */
const envoy: ImageRecipe = {
  reference: "localhost/envoy:1",
  files: {
    "/docker-entrypoint.sh": `#!/bin/sh\necho "user $(id -u) of $(uname -n): envoy $*"\ncat "$2"\necho ready >&2\n${asleep}\n`,
  },
  entrypoint: ["/docker-entrypoint.sh"],
  command: ["envoy", "-c", "/etc/envoy/envoy.yaml"],
};

let bridge = "";
const lab = await fileLab(
  {
    images: [busybox, envoy],
    stateful: true,
    alsoAs: ["docker"],
    configs: (socket, { number }) => {
      bridge = bridgeName(number);
      return [`plugin "docker" {\n config {\n endpoint = "unix://${socket}"\n allowed_modes {\n uts = ["host"]\n }\n }\n }`];
    },
  },
  240_000,
);

/** Nomad before 1.11.2 does not hand a group's host name to plugins (plugins/drivers/client.go). */
const handsHostName = isAtLeast(nomadVersion, "1.11.2");

/** What a group's tasks are called. */
const groupHost = (allocId: string, hostname: string) => (handsHostName ? hostname : allocId.replaceAll("-", "").slice(0, 12));

const page = `echo pong > /tmp/i; httpd -p 8080 -h /tmp; ${asleep}`;

const taskTexts = (tasks: Readonly<Record<string, ShellTask>>) =>
  Object.entries(tasks)
    .map(([name, task]) => taskText({ name, driver: "docker", memory: "memory = 16", ...task }))
    .join("\n");

const jobText = (name: string, network: string, tasks: Readonly<Record<string, ShellTask>>) => `
job "${name}" {
  group "group" {
    ${noRetries}
    network {
      ${network}
    }
    ${taskTexts(tasks)}
  }
}`;

/** Runs a job until its long-running tasks run. */
async function running(name: string, network: string, tasks: Readonly<Record<string, ShellTask>>) {
  await lab.nomad.submit(jobText(name, network, tasks));
  const long = Object.keys(tasks).filter((task) => task !== "last");
  const allRun = ({ TaskStates }: Allocation) => long.every((task) => TaskStates?.[task]?.State === "running");
  const { ID, AllocatedResources } = await lab.nomad.allocation(name, allRun, 120_000);
  const inside = async (task: string, line: string) =>
    (await lab.podman.podman("exec", `${task}-${ID}`, "/bin/sh", "-c", line)).trim();
  return { ID, inside, port: AllocatedResources?.Shared.Ports?.[0] };
}

/** What a group's network leaves on the node: its namespace, interfaces on Nomad's bridge, and rules of the firewall. */
async function traces(id: string) {
  const interfaces = await check(["ip", "-o", "link"]);
  const rules = `${await check(["iptables", "-S"])}${await check(["iptables", "-t", "nat", "-S"])}`;
  return {
    namespace: existsSync(`/run/netns/${id}`),
    interfaces: interfaces.split("\n").filter((line) => line.includes(`master ${bridge} `)).length,
    rules: rules.split("\n").filter((line) => line.includes(id)).length,
  };
}

async function stopped(name: string): Promise<void> {
  await lab.nomad.stop(name);
  await lab.nomad.allocation(name, ({ ClientStatus }) => ClientStatus === "complete");
}

const address = "ip -o -4 addr show scope global | awk '{print $4}' | cut -d/ -f1";

test("tasks of a group have its host name, address, ports and name servers, and an agent that is restarted finds them again", async () => {
  const { ID, inside, port } = await running(
    "named",
    `mode     = "bridge"
      hostname = "web.example"
      port "http" {
        to = 8080
      }
      dns {
        servers = ["10.1.2.3"]
      }`,
    {
      server: { script: page, more: 'service {\n name = "named-web"\n provider = "nomad"\n port = "http"\n }' },
      other: { script: asleep, config: 'hostname = "own"' },
      node: { script: asleep, config: 'uts_mode = "host"' },
      beside: { script: asleep, more: 'lifecycle {\n hook = "prestart"\n sidecar = true\n }' },
      last: {
        script: "uname -n; wget -q -O- http://127.0.0.1:8080/i || echo gone",
        more: 'lifecycle {\n hook = "poststop"\n }',
      },
    },
  );
  const own = await inside("server", address);
  const host = groupHost(ID, "web.example");
  expect(await inside("server", "uname -n")).toBe(host);
  expect(await inside("beside", "uname -n")).toBe(host);
  expect(await inside("other", "uname -n")).toBe("own");
  expect(await inside("node", "uname -n")).toBe((await check(["uname", "-n"])).trim());
  for (const task of ["server", "other", "beside"]) {
    expect(await inside(task, address)).toBe(own);
    expect(await inside(task, `grep ${host} /etc/hosts`)).toBe(`${own} ${host}`);
    expect(await inside(task, "cat /etc/resolv.conf")).toBe("nameserver 10.1.2.3");
    expect(await inside(task, `wget -q -O- http://${host}:8080/i`)).toBe("pong");
  }
  const fetched = () =>
    waitFor("an answer", async () => (await fetch(`http://${port?.HostIP}:${port?.Value}/i`)).text().catch(() => undefined));
  expect(await fetched()).toBe("pong\n");
  // Where other nodes find it, and not the address inside the group.
  const services = () => lab.nomad.get<readonly { readonly Address: string; readonly Port: number }[]>("/v1/service/named-web");
  const [service] = await waitFor("the service", async () => ((await services()).length > 0 ? services() : undefined));
  expect(service).toMatchObject({ Address: port?.HostIP, Port: port?.Value });
  const before = await traces(ID);
  expect(before).toMatchObject({ namespace: true, interfaces: 1 });
  expect(before.rules).toBeGreaterThan(0);

  // Not killed: Nomad 1.11 notes a group's network within a minute, or when it ends, and fails the allocation without.
  await lab.agent.stop("SIGINT");
  await lab.agent.start();
  await lab.nomad.driver(({ Healthy }) => Healthy, 60_000, "docker");
  const { TaskStates } = await lab.nomad.allocation("named", ({ ClientStatus }) => ClientStatus === "running");
  expect(TaskStates?.["server"]).toMatchObject({ State: "running", Restarts: 0 });
  expect(await traces(ID)).toEqual(before);
  expect(await fetched()).toBe("pong\n");

  await stopped("named");
  // Nomad before 1.11.2 forgets the host name when its agent is restarted (client/allocrunner/network_hook.go): it is the container's id.
  const lastHost = handsHostName ? host : "[0-9a-f]{12}";
  await lab.nomad.logs(ID, "last", "stdout", (text) => new RegExp(`^${lastHost}\ngone\n$`).test(text));
  await waitFor("the network to go", async () => {
    const { namespace, interfaces, rules } = await traces(ID);
    return !namespace && interfaces === 0 && rules === 0;
  });
});

test("without a host name the tasks of both drivers share the network, and those of Docker one name; who names a network has that", async () => {
  const { ID, inside } = await running("mixed", 'mode = "bridge"', {
    docker: { script: page },
    podman: { script: asleep, driver: "podman" },
    outside: { script: asleep, config: 'network_mode = "none"' },
  });
  const own = await inside("docker", address);
  const name = ID.replaceAll("-", "").slice(0, 12);
  expect(await inside("podman", address)).toBe(own);
  expect(await inside("podman", "wget -q -O- http://127.0.0.1:8080/i")).toBe("pong");
  expect(await inside("docker", "uname -n")).toBe(name);
  expect(await inside("podman", `grep ${name} /etc/hosts`)).toBe(`${own} ${name}`);
  expect(await inside("docker", "hostname -i")).toBe(own);
  expect(await inside("outside", "ls /sys/class/net")).toBe("lo");
  await stopped("mixed");
  await waitFor("the network to go", async () => !existsSync(`/run/netns/${ID}`));
});

// Nomad 1.11.0 to 2.0.5 look for the state of a network that this mode does not have (client/allocrunner/network_hook.go).
test.skipIf(!isAtLeast(nomadVersion, "1.11.0")).each(["docker", "podman"] as const)(
  "a group of %s without interfaces is failed by Nomad itself, and leaves no network",
  async (driver) => {
    const name = `alone-${driver}`;
    await lab.nomad.submit(jobText(name, 'mode = "none"', { main: { script: asleep, driver } }));
    const { ID, TaskStates } = await lab.nomad.allocation(name, ({ ClientStatus }) => ClientStatus === "failed");
    const messages = TaskStates?.["main"]?.Events?.map(({ DisplayMessage }) => DisplayMessage).join("\n");
    expect(messages).toContain("network already configured but not found in state");
    await waitFor("the network to go", async () => !existsSync(`/run/netns/${ID}`));
  },
);

test.each(["host", ""])("for the network mode %p nothing is made", async (mode) => {
  const name = `mode-${mode}`;
  const { ID } = await running(name, mode === "" ? "" : `mode = "${mode}"`, { main: { script: asleep } });
  expect(existsSync(`/run/netns/${ID}`)).toBe(false);
  await stopped(name);
});

test("a sidecar that is written as Nomad writes those of Consul Connect finds its bootstrap file and its service", async () => {
  const name = "connect";
  // nomad/job_endpoint_hook_connect.go; the file is Nomad's hook's there.
  const sidecar = `
    task "connect-proxy-web" {
      driver = "docker"
      config {
        image = "localhost/envoy:1"
        args = [
          "-c", "\${NOMAD_SECRETS_DIR}/envoy_bootstrap.json",
          "-l", "\${meta.connect.log_level}",
          "--concurrency", "\${meta.connect.proxy_concurrency}",
          "--disable-hot-restart",
        ]
      }
      lifecycle {
        hook    = "prestart"
        sidecar = true
      }
      logs {
        max_files     = 2
        max_file_size = 2
      }
      template {
        data        = "{\\"admin\\": {}}\\n"
        destination = "secrets/envoy_bootstrap.json"
      }
      resources {
        cpu    = 20
        memory = 16
      }
    }`;
  const job = jobText(name, 'mode = "bridge"\n hostname = "web"', { web: { script: page } });
  await lab.nomad.submit(job.replace(/\n {2}\}\n\}$/, `\n${sidecar}\n  }\n}`));
  const { ID } = await lab.nomad.allocation(name, ({ TaskStates }) =>
    ["web", "connect-proxy-web"].every((task) => TaskStates?.[task]?.State === "running"),
  );
  const args = "-c /secrets/envoy_bootstrap.json -l info --concurrency 1 --disable-hot-restart";
  const lines = `user 0 of ${groupHost(ID, "web")}: envoy ${args}\n{"admin": {}}\n`;
  await lab.nomad.logs(ID, "connect-proxy-web", "stdout", (text) => text === lines);
  await lab.nomad.logs(ID, "connect-proxy-web", "stderr", (text) => text === "ready\n");
  const fetched = await lab.podman.podman("exec", `connect-proxy-web-${ID}`, "wget", "-q", "-O-", "http://127.0.0.1:8080/i");
  expect(fetched).toBe("pong\n");
  await stopped(name);
});
