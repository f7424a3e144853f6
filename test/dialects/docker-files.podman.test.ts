/** What Docker's users mount and limit, on running containers. */
import { expect, test } from "bun:test";
import { symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { messageOf } from "../../src/core/errors.ts";
import { resources } from "../fixtures/task-input.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { fileIn, openOptionsLab } from "../options/options-lab.ts";
import type { Row } from "../options/row.ts";
import { rowTests } from "../options/row-tests.ts";
import { pluginRow, rootless, row } from "./docker-rows.ts";

const lab = forFile(await openOptionsLab());
const cleanup = forFile(new Cleanup());
const volumes = { volumes: { enabled: true } };

const file = fileIn(lab.directory, "one", "of the node\n");
const link = join(lab.directory, "link");
symlinkSync("one", link);
const socket = join(lab.directory, "s.sock");
const server = createServer();
await new Promise<void>((resolve) => server.listen(socket, resolve));
cleanup.defer(() => server.close());

const files: readonly Row[] = [
  pluginRow(volumes, row("volumes", "may be one file", { volumes: [`${file}:/etc/one:ro`] }, "cat /etc/one", "of the node")),
  pluginRow(
    volumes,
    row("volumes", "may be a link to a file", { volumes: [`${link}:/etc/localtime:ro`] }, "cat /etc/localtime", "of the node"),
  ),
  pluginRow(
    volumes,
    row("volumes", "may be a socket", { volumes: [`${socket}:/run/s.sock`] }, "test -S /run/s.sock && echo there", "there"),
  ),
  row(
    "volumes",
    "take the labels of SELinux anywhere",
    { volumes: ["local:/shared:z", "./local:/own:ro,Z"] },
    "touch /shared/x && ls /own",
    "x",
  ),
  row(
    "volumes",
    "may go up inside the allocation",
    { volumes: ["local/../../alloc/made:/made"] },
    "touch /made/x && ls /alloc/made",
    "x",
  ),
  row(
    "volumes",
    "leave Nomad's directories",
    {},
    'for d in alloc local secrets; do grep -c " /$d " /proc/mounts; done',
    "1\n1\n1",
  ),
  row("hostname", "is in /etc/hosts", { hostname: "web" }, "grep -c -w web /etc/hosts", "1"),
  row(
    "devices",
    "may be read only",
    { devices: [{ host_path: "/dev/fuse", container_path: "/dev/f", cgroup_permissions: "r" }] },
    "{ : < /dev/f && echo read; : > /dev/f; } 2>&1 | grep -o -E 'read|not permitted'",
    "read\nnot permitted",
    { unless: rootless },
  ),
];

const limits: readonly Row[] = [
  row(
    "cpu_hard_limit",
    "is the task's share of the node",
    {},
    { inspect: "{{.HostConfig.CpuQuota}}" },
    ({ cores }) => String(12_500 * cores),
    {
      given: {
        options: { cpu_hard_limit: true, cpu_cfs_period: 50_000 },
        task: { resources: resources({ linux: { percentTicks: 0.25 } }) },
      },
    },
  ),
  row(
    "memory_hard_limit",
    "gives way to a higher memory_max",
    {},
    { inspect: "{{.HostConfig.Memory}} {{.HostConfig.MemoryReservation}}" },
    "419430400 268435456",
    { given: { options: { memory_hard_limit: 300 }, task: { resources: resources({ memoryMb: 256, memoryMaxMb: 400 }) } } },
  ),
  row("socket", "is the default one", { socket: "default" }, "echo started", "started"),
];

rowTests(lab, [...files, ...limits], "docker");

test("a mount block of type bind makes no directory, as with Docker", async () => {
  const source = join(lab.directory, "missing");
  const options = { mount: [{ type: "bind", source, target: "/x" }] };
  const started = lab.start({ driverName: "docker", options, plugin: volumes });
  const message = await started.then(
    ({ id }) => id,
    (error: unknown) => messageOf(error),
  );
  expect(message).toStartWith(`mount[0].source = "${source}": the path must exist on the node`);
});
