import { containerName } from "../../core/names.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { Namespace } from "../../podman/containers/spec-generator.ts";

/** The task that joins: `task:NAME` is another one of its allocation. */
type Joiner = Pick<TaskConfig, "name" | "allocId">;

/**
 * A namespace option: `container:ID`, `ns:PATH`, `task:NAME` for another task of the allocation, or a word that Podman's API
 * knows as it is.
 *
 * @throws DriverError `invalidConfig`
 */
export function parseNamespace(text: string, task: Joiner, option: string): Namespace {
  const colon = text.indexOf(":");
  const prefix = colon === -1 ? "" : text.slice(0, colon);
  const value = text.slice(colon + 1);
  if (prefix !== "container" && prefix !== "ns" && prefix !== "task") return { nsmode: text };
  if (value === "") throw invalidOption(option, text, `a name is missing behind "${prefix}:"`);
  if (prefix === "container") return { nsmode: "container", value };
  if (prefix === "task" && value === task.name) {
    throw invalidOption(option, text, "that is this task itself: name another task of the group");
  }
  if (prefix === "task") return { nsmode: "container", value: containerName(value, task.allocId) };
  if (!value.startsWith("/")) throw invalidOption(option, text, `"ns:" takes an absolute path, such as "ns:/run/netns/blue"`);
  return { nsmode: "path", value };
}
