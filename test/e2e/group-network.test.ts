import { expect, test } from "bun:test";
import { fileLab } from "../lab/file-lab.ts";
import { busybox } from "../lab/images.ts";
import { waitFor } from "../lab/wait-for.ts";
import { taskText } from "./job.ts";

const lab = await fileLab({ images: [busybox] }, 240_000);

const page = "echo pong > /tmp/i; httpd -p 8080 -h /tmp; trap 'exit 0' TERM; while :; do sleep 0.1; done";
const asleep = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

const task = (name: string, script: string, config = "", more = "") => taskText({ name, script, config, more });

const service = (name: string) => `
    service {
      name         = "${name}"
      provider     = "nomad"
      port         = "http"
      address_mode = "driver"
    }`;

interface Registration {
  readonly Address: string;
  readonly Port: number;
}

/** What Nomad tells those who ask for the service. */
function registered(name: string): Promise<Registration> {
  return waitFor(`the service ${name}`, async () => (await lab.nomad.get<readonly Registration[]>(`/v1/service/${name}`))[0], {
    timeout: 60_000,
  });
}

/** Runs the job and answers its allocation's id and the first of its ports. */
async function running(name: string, job: string) {
  await lab.nomad.submit(job);
  const { ID, AllocatedResources } = await lab.nomad.allocation(
    name,
    ({ TaskStates }) => {
      const states = Object.values(TaskStates ?? {});
      return states.length > 0 && states.every(({ State }) => State === "running");
    },
    120_000,
  );
  const [port] = AllocatedResources?.Shared.Ports ?? [];
  if (port === undefined) throw new Error(`job ${name} has no port`);
  const inside = async (taskName: string, line: string) =>
    (await lab.podman.podman("exec", `${taskName}-${ID}`, "/bin/sh", "-c", line)).trim();
  return { port, inside };
}

/** The page on the port that Nomad allocated. */
function fetched({ HostIP, Value }: { readonly HostIP: string; readonly Value: number }): Promise<string> {
  return waitFor(`an answer on ${HostIP}:${Value}`, async () => {
    const response = await fetch(`http://${HostIP}:${Value}/i`);
    return response.ok ? response.text() : undefined;
  });
}

const addressInside = "ip -o -4 addr show scope global | awk '{print $4}' | cut -d/ -f1";

test("the tasks of a group on Nomad's bridge share its port, DNS, hosts and address", async () => {
  const hosts = 'extra_hosts = ["db:10.0.0.7", "node:host-gateway"]';
  const { port, inside } = await running(
    "bridged",
    `job "bridged" {
  group "group" {
    network {
      mode = "bridge"
      port "http" { to = 8080 }
      dns {
        servers  = ["10.1.2.3"]
        searches = ["shop.example"]
        options  = ["ndots:2"]
      }
    }
    ${task("server", page, hosts, service("bridged-http"))}
    ${task("other", asleep, 'extra_hosts = ["later:10.0.0.8"]')}
  }
}`,
  );
  expect(await fetched(port)).toBe("pong\n");
  const address = await inside("server", addressInside);
  expect(await inside("other", addressInside)).toBe(address);
  expect(await inside("other", "wget -q -O - http://127.0.0.1:8080/i")).toBe("pong");
  expect(await registered("bridged-http")).toMatchObject({ Address: address, Port: 8080 });
  for (const name of ["server", "other"]) {
    expect(await inside(name, "cat /etc/resolv.conf")).toBe("search shop.example\nnameserver 10.1.2.3\noptions ndots:2");
    const lines = (await inside(name, "cat /etc/hosts")).split("\n");
    expect(lines).toContain("10.0.0.7 db");
    expect(lines).toContain("10.0.0.8 later");
    expect(lines.some((line) => line.endsWith(" host.containers.internal"))).toBe(true);
    // Which task writes the file first is open, and so is whether this stands before or after the comment "# the node".
    expect(lines).toContainEqual(expect.stringMatching(/^[0-9a-f.:]+ node$/));
  }
});

test("a task on Podman's bridge is known by its own address and by the port inside", async () => {
  const { port, inside } = await running(
    "podmans",
    `job "podmans" {
  group "group" {
    network {
      port "http" { to = 8080 }
    }
    ${task("server", page, 'ports = ["http"]\n        network_mode = "bridge"', service("podmans-http"))}
  }
}`,
  );
  expect(await fetched(port)).toBe("pong\n");
  const address = await inside("server", addressInside);
  expect(await registered("podmans-http")).toMatchObject({ Address: address, Port: 8080 });
});
