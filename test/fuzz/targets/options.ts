/** The configuration of tasks and agents in every dialect, from their option tables. */
import { expect } from "bun:test";
import fc from "fast-check";
import { pluginOptionTable } from "../../../src/config/plugin-options/plugin-options.ts";
import type { AttributeOption, MapBlockOption, OptionTable } from "../../../src/config/table/option.ts";
import { taskOptionTable } from "../../../src/config/task-options/task-options.ts";
import { validatePluginOptions, validateTaskOptions } from "../../../src/config/validate.ts";
import { emptyTask } from "../../../src/core/task-config.ts";
import type { Dialect } from "../../../src/dialects/api.ts";
import { containerd } from "../../../src/dialects/containerd/containerd.ts";
import { docker } from "../../../src/dialects/docker/docker.ts";
import { nspawn } from "../../../src/dialects/nspawn/nspawn.ts";
import { rewordedError } from "../../../src/dialects/translating-driver.ts";
import { encodeDriverState } from "../../../src/translate/state/driver-state.ts";
import { bodyWith, leaves } from "../../config/hcl-values.ts";
import { build, specOf } from "../../fixtures/task-input.ts";
import { expectLine, rejection, type Target, target } from "../target.ts";
import { anything, number, text } from "../values.ts";

/** One option with a value. */
interface Setting {
  readonly path: string;
  readonly value: unknown;
}

/** Values of the option's type mostly: what is of another one is rejected before anything reads it. */
function settingOf(option: AttributeOption | MapBlockOption): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary: typed(option) }, { weight: 1, arbitrary: anything });
}

function typed(option: AttributeOption | MapBlockOption): fc.Arbitrary<unknown> {
  const texts = fc.dictionary(text, text, { maxKeys: 3 });
  if (option.kind === "mapBlock") return texts;
  switch (option.readAs ?? option.type) {
    case "string":
      return text;
    case "number":
      return number;
    case "bool":
      return fc.oneof(fc.boolean(), text);
    case "list(string)":
      return fc.array(text, { maxLength: 3 });
    case "list(map(string))":
      return fc.oneof(texts, fc.array(texts, { maxLength: 2 }));
    case "list(map(number))":
      return fc.dictionary(text, number, { maxKeys: 3 });
    default:
      return fc.oneof(text, fc.array(text, { maxLength: 3 }));
  }
}

function settings(table: OptionTable): fc.Arbitrary<readonly Setting[]> {
  const each = fc.oneof(...leaves(table).map(([path, option]) => settingOf(option).map((value) => ({ path, value }))));
  return fc.oneof(
    { weight: 3, arbitrary: each.map((one) => [one]) },
    { weight: 1, arbitrary: fc.array(each, { maxLength: 4 }) },
  );
}

function bodyOf(given: readonly Setting[]): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...given.map(({ path, value }) => bodyWith(path, value)));
}

/** An error is about one of the options that were set, by its own name or that of the block that it is in. */
function expectNamed(message: string, given: readonly Setting[]): void {
  const names = given.flatMap(({ path }) => path.replaceAll("[]", "").split("."));
  if (!names.some((name) => message.includes(name))) throw new Error(`no option of ${names.join(", ")} in: ${message}`);
}

/** What was given and is not in the options that were read. */
function expectNotIgnored(options: unknown, given: readonly Setting[], table: OptionTable): void {
  const [setting] = given;
  if (setting === undefined || given.length > 1 || setting.path.includes(".") || isEmpty(setting.value)) return;
  const option = table[setting.path];
  const name = (option?.kind === undefined ? option?.alias : undefined) ?? setting.path;
  if (Reflect.get(Object(options), name) === undefined)
    throw new Error(`${setting.path} was ignored: ${JSON.stringify(setting.value)}`);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}

const started = { containerId: "c", socket: "default", startedAt: new Date(0), network: undefined, logStreamer: false };

function startTask(own: Readonly<Record<string, unknown>>): void {
  // The lab's own image would contradict a rootfs.
  const body = { image: "", ...own };
  const { spec, warnings } = build({ options: body, written: body });
  JSON.stringify(spec);
  for (const warning of warnings) expectLine(warning);
  encodeDriverState(started, {});
}

const podmanTask = target("podman task options", settings(taskOptionTable), (given) => {
  const body = { image: "localhost/busybox", ...bodyOf(given) };
  const message = rejection(() => {
    expectNotIgnored(validateTaskOptions(body), given, taskOptionTable);
    startTask(body);
  });
  if (message !== undefined) expectNamed(message, given);
});

const podmanPlugin = target("podman plugin options", settings(pluginOptionTable), (given) => {
  const message = rejection(() => {
    expectNotIgnored(validatePluginOptions(bodyOf(given)), given, pluginOptionTable);
    specOf({ plugin: bodyOf(given) });
  });
  if (message !== undefined) expectNamed(message, given);
});

/** A dialect, and the options without which no task is one. */
const dialects: readonly (readonly [make: () => Dialect, required: object])[] = [
  [containerd, { image: "docker.io/library/redis:7" }],
  [docker, { image: "redis:7" }],
  [() => nspawn("/opt/plugins"), { image: "/srv/image" }],
];

function dialectTargets(make: () => Dialect, required: object): readonly Target[] {
  const { name, taskTable, pluginTable } = make();
  const configured = make();
  configured.configure({});
  const task = target(`${name} task options`, settings(taskTable), (given) => {
    const message = rejection(() => {
      const own = configured.ownTask({ ...required, ...bodyOf(given) }, emptyTask);
      for (const warning of own.warnings) expectLine(warning);
      try {
        startTask(own.body);
      } catch (error) {
        throw rewordedError(error, own.reworded);
      }
    });
    if (message !== undefined) expectNamed(message, given);
  });
  const plugin = target(`${name} plugin options`, settings(pluginTable), (given) => {
    const message = rejection(() => {
      const { options, warnings } = make().configure(bodyOf(given));
      expect(options).toBeObject();
      for (const warning of warnings) expectLine(warning);
    });
    if (message !== undefined) expectNamed(message, given);
  });
  return [task, plugin];
}

export const optionTargets: readonly Target[] = [
  podmanTask,
  podmanPlugin,
  ...dialects.flatMap(([make, required]) => dialectTargets(make, required)),
];
