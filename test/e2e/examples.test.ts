import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { busybox } from "../../scripts/lab/images.ts";
import { openLab } from "../../scripts/lab/lab.ts";
import { repository } from "../../scripts/lab/paths.ts";
import { shellJob } from "./job.ts";

// Nomad takes its time for most things; what hangs has its own, shorter bound.
setDefaultTimeout(150_000);

/** An agent configuration of examples/nomad, with the paths of a real machine replaced; each of them must be there. */
function exampleConfig(name: string, replacements: Readonly<Record<string, string>>): string {
  let text = readFileSync(join(repository, "examples/nomad", name), "utf8");
  for (const [path, replacement] of Object.entries(replacements)) {
    expect(text).toContain(path);
    text = text.replaceAll(path, replacement);
  }
  return text;
}

test("the agents of examples/nomad start, find Podman and run a task", async () => {
  await using lab = await openLab({
    images: [busybox],
    stateful: true,
    configs: (socket, { directory, ports }) => [
      exampleConfig("server.hcl", { "/opt/nomad/server": `${directory}/data` }),
      exampleConfig("client.hcl", {
        "/opt/nomad/data": `${directory}/data`,
        "/opt/nomad/plugins": `${directory}/plugins`,
        "127.0.0.1:4647": `127.0.0.1:${ports[1]}`,
        "unix:///run/podman/podman.sock": `unix://${socket}`,
      }),
    ],
  });
  await lab.nomad.submit(shellJob({ name: "example", type: "batch", script: "echo done; exit 0" }));
  const ended = await lab.nomad.allocation("example", (each) => each.TaskStates?.["main"]?.State === "dead");
  expect(ended.ClientStatus).toBe("complete");
  await lab.nomad.logs(ended.ID, "main", "stdout", (text) => text === "done\n");
});
