/** What options of the plugin mean together. */
import type { PluginOptions } from "../plugin-options/plugin-options.ts";
import { type Problem, problem } from "../table/problem.ts";

/** The name that stands for the Podman of tasks that name none. */
export const defaultSocketName = "default";

/** A socket's name as part of its node attributes' names. */
export function attributeName(socketName: string): string {
  return socketName.replace(/[^A-Za-z0-9]/g, "_");
}

/** What is wrong with options that are each allowed. */
export function pluginProblems(options: PluginOptions): readonly Problem[] {
  return socketProblems(options);
}

function socketProblems({ socket, socket_path }: PluginOptions): readonly Problem[] {
  const both = socket_path !== undefined && socket.length > 0;
  const names = socket.map(({ name }) => name ?? defaultSocketName);
  const twice = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [problem(`socket[${index}].name`, name, "is the name of another socket block already; give each its own name")],
  );
  const alike = names.flatMap((name, index) => {
    const other = names.find((each) => each !== name && attributeName(each) === attributeName(name));
    if (other === undefined || names.indexOf(other) > index) return [];
    const shared = `driver.podman.${attributeName(name)}.*`;
    return [problem(`socket[${index}].name`, name, `has the same attributes as "${other}": ${shared}; give it another name`)];
  });
  const together = "cannot be used together with socket blocks; make it one of them";
  return [...(both ? [problem("socket_path", socket_path, together)] : []), ...twice, ...alike];
}
