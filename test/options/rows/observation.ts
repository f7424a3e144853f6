import { allocIdLabel } from "../../../src/core/names.ts";
import type { InputOverrides } from "../../fixtures/task-input.ts";
import { fileIn } from "../options-lab.ts";
import type { Inspected, Row, Setting } from "../row.ts";

const label = (name: string): Inspected => ({ inspect: `{{index .Config.Labels "${name}"}}` });
const annotation = (name: string): Inspected => ({ inspect: `{{index .Config.Annotations "${name}"}}` });
const logging: Inspected = {
  inspect: "{{.HostConfig.LogConfig.Type}} {{.HostConfig.LogConfig.Path}} {{.HostConfig.LogConfig.Tag}}",
};
const ownLog = /^k8s-file \/.*\/userdata\/ctr\.log\s*$/;
/** For a task whose output Nomad takes. */
const taken =
  (overrides: InputOverrides = {}): Setting =>
  ({ directory }) => ({ ...overrides, task: { stdoutPath: fileIn(directory, "stdout", "") } });

/** What is seen of the container from outside. */
export const observationRows: readonly Row[] = [
  { option: "labels", what: "as a map", given: { options: { labels: [{ team: "web" }] } }, look: label("team"), seen: "web" },
  {
    option: "labels",
    what: "as a list of maps",
    given: { options: { labels: [{ team: "a" }, { team: "b" }] } },
    look: label("team"),
    seen: "b",
  },
  {
    option: "labels",
    what: "never hide the allocation",
    given: { options: { labels: [{ [allocIdLabel]: "forged" }] }, task: { allocId: "real" } },
    look: label(allocIdLabel),
    seen: "real",
  },
  {
    option: "plugin.extra_labels",
    what: "by globs",
    given: { plugin: { extra_labels: ["job_*", "task_name"] }, task: { jobName: "shop" } },
    look: label("com.hashicorp.nomad.job_name"),
    seen: "shop",
  },
  {
    option: "plugin.extra_labels",
    what: "are not set unasked",
    given: { plugin: { extra_labels: ["task_*"] } },
    look: label("com.hashicorp.nomad.job_name"),
    seen: "",
  },
  {
    option: "annotations",
    what: "are the container's",
    given: { options: { annotations: [{ "shop.example/tier": "front" }] } },
    look: annotation("shop.example/tier"),
    seen: "front",
  },
  {
    option: "stop_signal",
    what: "is the container's",
    given: { options: { stop_signal: "SIGUSR1" } },
    look: { inspect: "{{.Config.StopSignal}}" },
    seen: /^(10|SIGUSR1)$/,
  },
  { option: "logging", what: "is conmon's own file by default", given: taken(), look: logging, seen: ownLog },
  {
    option: "logging",
    what: "nomad",
    given: taken({ options: { logging: { driver: "nomad" } } }),
    look: logging,
    seen: ownLog,
  },
  {
    option: "logging",
    what: "k8s-file is conmon's own file too: it would follow a link in the place of Nomad's FIFO",
    given: taken({ options: { logging: { driver: "k8s-file" } } }),
    look: logging,
    seen: ownLog,
  },
  { option: "logging", what: "is nothing where Nomad takes no output", given: {}, look: logging, seen: /^none/ },
  {
    option: "logging",
    what: "k8s-file is nothing either where Nomad takes no output",
    given: { options: { logging: { driver: "k8s-file" } } },
    look: logging,
    seen: /^none/,
  },
  { option: "logging", what: "none", given: { options: { logging: { driver: "none" } } }, look: logging, seen: /^none/ },
  ...(
    [
      ["as a map", { tag: "shop" }],
      ["as a list of maps", [{ tag: "a" }, { tag: "shop" }]],
    ] as const
  ).flatMap(([what, options]): Row[] => [
    {
      option: "logging",
      what: `options ${what} with journald`,
      given: { options: { logging: { driver: "journald", options } } },
      look: logging,
      seen: /^journald .*shop$/,
      unless: ({ journal }) => !journal,
    },
    {
      option: "logging",
      what: `options ${what}: a tag needs journald`,
      given: taken({ options: { logging: { driver: "nomad", options } } }),
      look: logging,
      seen: ownLog,
      warning: /^logging\.options\.tag has no effect: .*journald/,
    },
  ]),
  {
    option: "logging",
    what: "options that Podman does not take",
    given: taken({ options: { logging: { driver: "k8s-file", options: { "max-size": "1m" } } } }),
    look: logging,
    seen: /^k8s-file/,
    warning: /^logging\.options\.max-size has no effect/,
  },
  {
    option: "plugin.logging",
    what: "options are the default as well",
    given: taken({ plugin: { logging: { options: { tag: "node" } } } }),
    look: logging,
    seen: ownLog,
    warning: /^logging\.options\.tag has no effect/,
  },
  {
    option: "plugin.logging",
    what: "is the default",
    given: { plugin: { logging: { driver: "none" } } },
    look: logging,
    seen: /^none/,
  },
  {
    option: "plugin.disable_log_collection",
    what: "leaves it to Podman",
    given: { plugin: { disable_log_collection: true } },
    look: logging,
    seen: /^(k8s-file|journald)/,
  },
  {
    option: "healthcheck",
    what: "as a list",
    given: {
      options: { healthcheck: { command: ["true", "x"], interval: "7s", timeout: "3s", retries: 2, start_period: "1s" } },
    },
    look: { inspect: "{{.Config.Healthcheck}}" },
    seen: /^\{\[CMD true x\] 1s (0s )?7s 3s 2/,
  },
  {
    option: "healthcheck",
    what: "as a line of shell",
    given: { options: { healthcheck: { command: "test -e /ok" } } },
    look: { inspect: "{{.Config.Healthcheck.Test}}" },
    seen: "[CMD-SHELL test -e /ok]",
  },
  {
    option: "healthchecks",
    what: "none at all",
    given: { options: { healthchecks: { disable: true } } },
    look: { inspect: "{{.Config.Healthcheck.Test}}" },
    seen: "[NONE]",
  },
  {
    option: "runtime",
    what: "that the service uses",
    given: (lab) => ({ options: { runtime: lab.host.ociRuntime } }),
    look: { inspect: "{{.OCIRuntime}}" },
    seen: (host) => host.ociRuntime,
  },
];
