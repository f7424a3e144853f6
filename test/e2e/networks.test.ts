import { expect, test } from "bun:test";
import { fileLab } from "../lab/file-lab.ts";
import { busybox, client, server } from "../lab/images.ts";
import { waitFor } from "../lab/wait-for.ts";
import { exampleJob } from "./job.ts";

const lab = await fileLab({ images: [busybox, server, client] });

/** The body at `path` of the port with this label; busybox's httpd may need a moment after its task runs. */
async function read(
  ports: readonly { Label: string; Value: number; HostIP: string }[],
  label: string,
  path: string,
): Promise<string> {
  const port = ports.find(({ Label }) => Label === label);
  return waitFor(`an answer of ${label}`, async () => {
    const response = await fetch(`http://${port?.HostIP}:${port?.Value}${path}`);
    return response.ok ? response.text() : undefined;
  });
}

test.each(["simple_pod", "pod", "group"])("in %s the exporter reads what the server offers on loopback only", async (name) => {
  await lab.nomad.submit(exampleJob(name));
  const allocation = await lab.nomad.allocation(name, (each) => each.DeploymentStatus?.Healthy === true, 90_000);
  const ports = allocation.AllocatedResources?.Shared.Ports ?? [];
  expect(await read(ports, "server", "/")).toBe("hello from the server\n");
  expect(await read(ports, "exporter", "/cgi-bin/metrics")).toBe("requests_total 42\n");
  const [main, sidecar] = await Promise.all(
    ["server", "exporter"].map((task) => lab.podman.podman("exec", `${task}-${allocation.ID}`, "ip", "-4", "-o", "addr")),
  );
  expect(main).toBe(sidecar ?? "");
  await lab.nomad.stop(name);
  await lab.nomad.allocation(name, (each) => each.ClientStatus === "complete");
  await waitFor(
    "the containers to be gone",
    async () => !(await lab.podman.podman("ps", "-a", "--format", "{{.Names}}")).includes(allocation.ID),
  );
});
