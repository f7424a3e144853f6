/** What options of the plugin mean together. */
import type { PluginOptions } from "./plugin-options.ts";
import { type Problem, problem } from "./problem.ts";

/** The name that stands for the Podman of tasks that name none. */
export const defaultSocketName = "default";

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
  if (!both) return twice;
  return [problem("socket_path", socket_path, "cannot be used together with socket blocks; make it one of them"), ...twice];
}
