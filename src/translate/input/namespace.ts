import { containerName } from "../../core/names.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { Namespace } from "../../podman/containers/spec-generator.ts";

/** What one of the `…_mode` options may say. */
export interface NamespaceForms {
  /** The option's name, for messages. */
  readonly option: string;
  /** Words without a value, each the same in Podman's API. */
  readonly words: readonly string[];
}

/**
 * Reads `host`, `private`, …, `container:ID`, `ns:PATH` and `task:NAME` (the container of another task of the same
 * allocation) as the kernel namespace options share them.
 *
 * @throws DriverError `invalidConfig` that lists the forms.
 */
export function parseNamespace(text: string, allocId: string, forms: NamespaceForms): Namespace {
  return joinedNamespace(text, allocId, forms.option) ?? wordNamespace(text, forms);
}

/** The forms that join an existing namespace; undefined when the text has none of their prefixes. */
export function joinedNamespace(text: string, allocId: string, option: string): Namespace | undefined {
  const colon = text.indexOf(":");
  const prefix = colon === -1 ? "" : text.slice(0, colon);
  const value = text.slice(colon + 1);
  if (prefix !== "container" && prefix !== "ns" && prefix !== "task") return undefined;
  if (value === "") throw invalidOption(option, text, `a name is missing behind "${prefix}:"`);
  if (prefix === "container") return { nsmode: "container", value };
  if (prefix === "task") return { nsmode: "container", value: containerName(value, allocId) };
  if (!value.startsWith("/")) throw invalidOption(option, text, `"ns:" takes an absolute path, such as "ns:/run/netns/blue"`);
  return { nsmode: "path", value };
}

function wordNamespace(text: string, forms: NamespaceForms): Namespace {
  if (!forms.words.includes(text)) {
    throw invalidOption(
      forms.option,
      text,
      `allowed are ${[...forms.words, "container:ID", "ns:PATH", "task:NAME"].join(", ")}`,
    );
  }
  return { nsmode: text };
}
