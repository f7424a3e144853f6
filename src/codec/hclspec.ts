import type { BlockOption, Option, OptionTable } from "../config/table/option.ts";

/**
 * hashicorp.nomad.plugins.shared.hclspec.Spec as a plain object with protobufjs' field names: what ConfigSchema and
 * TaskConfigSchema answer. A oneof: each object has one key.
 */
export type HclSpec =
  | { readonly object: { readonly attributes: Readonly<Record<string, HclSpec>> } }
  | { readonly Attr: { readonly name: string; readonly type: string; readonly required: boolean } }
  | { readonly blockValue: { readonly name: string; readonly required: boolean; readonly nested: HclSpec } }
  | { readonly blockAttrs: { readonly name: string; readonly type: string; readonly required: boolean } }
  | { readonly blockList: { readonly name: string; readonly nested: HclSpec } }
  | { readonly default: { readonly primary: HclSpec; readonly default: HclSpec } }
  | { readonly literal: { readonly value: string } };

/**
 * The schema of a table. Nothing is required by the schema: our own checks ask for what is missing, with a message that
 * says what to write.
 */
export function hclSpec(table: OptionTable): HclSpec {
  const attributes = Object.entries(table).map(([name, option]): [string, HclSpec] => [name, optionSpec(name, option)]);
  return { object: { attributes: Object.fromEntries(attributes) } };
}

function optionSpec(name: string, option: Option): HclSpec {
  if (option.kind === undefined) return withDefault({ Attr: { name, type: option.type, required: false } }, option.default);
  return option.kind === "mapBlock" ? { blockAttrs: { name, type: "string", required: false } } : blockSpec(name, option);
}

function blockSpec(name: string, option: BlockOption): HclSpec {
  const nested = hclSpec(option.options);
  if (option.repeated === true) return { blockList: { name, nested } };
  const primary = { blockValue: { name, required: false, nested } };
  return withDefault(primary, option.implied === true ? impliedText(option.options) : undefined);
}

function withDefault(primary: HclSpec, value: string | undefined): HclSpec {
  return value === undefined ? primary : { default: { primary, default: { literal: { value } } } };
}

/** HCL of a block that was not written: every attribute is there, as it would be in a block that was written empty. */
function impliedText(table: OptionTable): string {
  const members = Object.entries(table).map(([name, option]) => `${name} = ${impliedValue(option)}`);
  return `{ ${members.join(", ")} }`;
}

function impliedValue(option: Option): string {
  if (option.kind === undefined) return option.default ?? "null";
  if (option.kind === "mapBlock") return "{}";
  if (option.repeated === true) return "[]";
  return option.implied === true ? impliedText(option.options) : "null";
}
