import { afterAll, beforeAll, expect, test } from "bun:test";
import type { hashicorp } from "../../src/rpc/gen/protocol.js";
import { goDriverOptions } from "../config/go-driver-options.ts";
import { goDriverBinary } from "../lab/paths.ts";
import { launchPlugin, type PluginClient } from "../lab/plugin-client.ts";

type Spec = hashicorp.nomad.plugins.shared.hclspec.ISpec;

let goDriver: PluginClient;

beforeAll(async () => {
  goDriver = await launchPlugin({ binary: goDriverBinary() });
});

afterAll(() => goDriver?.kill());

/** The options of a schema by their paths, blocks among them. */
function paths(spec: Spec | null | undefined, path = ""): string[] {
  if (spec?.object) {
    return Object.entries(spec.object.attributes ?? {}).flatMap(([name, each]) => paths(each, path ? `${path}.${name}` : name));
  }
  if (spec?.default) return paths(spec.default.primary, path);
  const block = spec?.blockValue ?? spec?.blockList;
  return block ? [path, ...paths(block.nested, path)] : [path];
}

test("the list of the Go driver's options matches its schema", async () => {
  const plugin = paths((await goDriver.base.ConfigSchema({})).spec);
  const task = paths((await goDriver.driver.TaskConfigSchema({})).spec);
  expect({ plugin: plugin.sort(), task: task.sort() }).toEqual({
    plugin: [...goDriverOptions.plugin].sort(),
    task: [...goDriverOptions.task].sort(),
  });
});
