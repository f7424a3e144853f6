/** What people give on the command line and in jobs, in texts of their own form. */
import { expect } from "bun:test";
import fc from "fast-check";
import { parseArguments } from "../../../src/cli/args.ts";
import { findingLines, validateJobFile } from "../../../src/cli/validate.ts";
import { chosenDriver, driverNames } from "../../../src/dialects/names.ts";
import { podman } from "../../../src/dialects/podman.ts";
import { handshakeLine } from "../../../src/plugin/handshake.ts";
import { parseImage } from "../../../src/translate/images/image-ref.ts";
import { expectLine, rejection, type Target, target } from "../target.ts";
import { damagedText, mutated, text } from "../values.ts";

const flags = [
  "--help",
  "-h",
  "--version",
  "--fingerprint",
  "--self-test",
  "--validate",
  "--socket",
  "--image",
  "--json",
  "--as",
  "--as=docker",
];
const argument = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...flags, ...driverNames) }, { weight: 1, arbitrary: text });

const commandLine = target("the command line", fc.array(argument, { maxLength: 5 }), (given) => {
  const chosen = chosenDriver("/opt/nomad/plugins/nomad-driver-podman", given);
  if (chosen.problem !== undefined) return expectLine(chosen.problem);
  const command = parseArguments(chosen.rest);
  if (command.name === "misuse") expectLine(command.problem);
  else expect(chosen.rest.length === 0).toBe(command.name === "explain");
});

const jobFile = {
  Job: {
    ID: "web",
    TaskGroups: [
      {
        Name: "front",
        Networks: [{ Mode: "bridge", DynamicPorts: [{ Label: "http", To: 80 }] }],
        Tasks: [
          {
            Name: "web",
            Driver: "podman",
            User: "nobody",
            KillSignal: "SIGINT",
            Config: {
              image: "redis:7",
              ports: ["http"],
              labels: [{ a: "b" }],
              mount: [{ type: "bind", target: "/a", source: "b" }],
            },
            Resources: { MemoryMB: 100, Cores: 1 },
          },
        ],
      },
    ],
  },
};
const jobTexts = fc.oneof(
  { weight: 3, arbitrary: mutated(jobFile).map((job) => JSON.stringify(job) ?? "") },
  { weight: 1, arbitrary: damagedText(fc.constant(JSON.stringify(jobFile))) },
);

const jobs = target("job files", jobTexts, (job) => {
  rejection(() => findingLines(validateJobFile(job, podman)).forEach(expectLine));
});

const images = target("names of images", text, (image) => {
  rejection(() => parseImage(image, "/allocation/task"));
});

const handshake = target("go-plugin's environment", fc.record({ address: text, multiplex: text }), ({ address, multiplex }) => {
  const line = handshakeLine({ network: "unix", address: `/tmp/${Bun.hash(address)}` }, { PLUGIN_MULTIPLEX_GRPC: multiplex });
  expect(line).toMatch(/^1\|2\|unix\|\/tmp\/\d+\|grpc\|(\|false)?\n$/);
});

export const textTargets: readonly Target[] = [commandLine, jobs, images, handshake];
