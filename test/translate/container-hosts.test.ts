import { expect, test } from "bun:test";
import { hostsEntries, sharedHostsFile } from "../../src/translate/network/hosts-file.ts";
import { specOf, taskConfig } from "../fixtures/task-input.ts";

const group = {
  mode: "group",
  path: "/run/netns/g",
  labels: {},
  hostsConfig: { hostname: "g-1", address: "10.0.0.2" },
} as const;

test("the tasks of a group share one hosts file", () => {
  const task = taskConfig({ networkIsolation: group });
  const file = sharedHostsFile(task, ["db:10.0.0.7"], undefined);
  expect(file?.path).toBe("/var/nomad/alloc/b640480f/hosts");
  expect(file?.content).toContain("\n10.0.0.2 g-1\n10.0.0.7 db\n");
  expect(file?.extraLines).toEqual(["10.0.0.7 db"]);
  const spec = specOf({ options: { extra_hosts: ["db:10.0.0.7"] }, task: { networkIsolation: group } });
  expect(spec.mounts?.at(-1)).toEqual({
    destination: "/etc/hosts",
    type: "bind",
    source: "/var/nomad/alloc/b640480f/hosts",
    options: ["rprivate"],
  });
  expect(spec.hostadd).toBeUndefined();
});

test("a job's own /etc/hosts comes before the group's", () => {
  const spec = specOf({ options: { volumes: ["/srv/hosts:/etc/hosts"] }, task: { networkIsolation: group } });
  expect(spec.mounts?.filter(({ destination }) => destination === "/etc/hosts")).toEqual([
    { destination: "/etc/hosts", type: "bind", source: "/srv/hosts", options: [] },
  ]);
});

test("a group that Nomad gives no name has the node's entries behind the job's", () => {
  const task = taskConfig({ networkIsolation: { ...group, hostsConfig: undefined } });
  const node = {
    lines: hostsEntries("127.0.0.1\tlocalhost\n10.1.1.1  db db.example # ours\n\n::1 ip6-localhost\n"),
    address: "10.0.0.1",
  };
  const file = sharedHostsFile(task, ["db:10.0.0.7"], undefined, node);
  expect(file?.content.split("\n").slice(-5)).toEqual([
    "10.0.0.7 db",
    "# the node",
    "10.0.0.1 host.containers.internal",
    "10.1.1.1 db db.example",
    "",
  ]);
});

test.each([
  ["no namespace", { ...group, path: "" }],
  ["the node's network", { ...group, mode: "host" }],
] as const)("a task with %s has no shared hosts file", (_, networkIsolation) => {
  expect(sharedHostsFile(taskConfig({ networkIsolation }), ["db:10.0.0.7"], undefined)).toBeUndefined();
});

test.each([
  ["4.9.5", undefined],
  ["5.0.3", false],
  ["5.1.2", false],
  ["5.2.5", undefined],
] as const)("the create body for Podman %s says of the image's hosts file: %p", (podmanVersion, said) => {
  expect(specOf({ host: { podmanVersion } }).use_image_hosts).toBe(said);
  expect(specOf({ host: { podmanVersion }, options: { hosts_file: "image" } }).use_image_hosts).toBe(true);
});

test("the create body says whether the task is privileged", () => {
  expect(specOf({}).privileged).toBe(false);
  expect(specOf({ options: { privileged: true } }).privileged).toBe(true);
});
