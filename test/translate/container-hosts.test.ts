import { expect, test } from "bun:test";
import { sharedHostsFile } from "../../src/translate/hosts-file.ts";
import { specOf, taskConfig } from "./fixtures.ts";

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
