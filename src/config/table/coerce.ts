/**
 * Values as Nomad's decoder would have converted them (go-cty's conversion between string, number and bool; lists of maps
 * merged left to right). A value that has been through Nomad's decoder is left as it is; a body that has not (a plain map,
 * the JSON of a job) becomes the same.
 */
import { isRecord } from "../checks/values.ts";
import type { HclType } from "./option.ts";

/** What {@link coerce} gives for a value that cannot be converted. */
export const notConvertible: unique symbol = Symbol("not convertible");

const decimal = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/** The value as the HCL type, or {@link notConvertible}. */
export function coerce(value: unknown, type: HclType): unknown {
  switch (type) {
    case "string":
      return toText(value);
    case "number":
      return toNumber(value);
    case "bool":
      return toFlag(value);
    case "list(string)":
      return toList(value, toText);
    case "list(map(string))":
      return toMap(value, toText);
    case "list(map(number))":
      return toMap(value, toNumber);
    case "any":
      return value;
  }
}

/** Names with texts from a map or a list of maps. */
export function toTextMap(value: unknown): unknown {
  return toMap(value, toText);
}

/** What a value of the type is called in a message. */
export function typeWords(type: HclType): string {
  return typeNames[type];
}

const typeNames: Readonly<Record<HclType, string>> = {
  string: "a string",
  number: "a number",
  bool: "true or false",
  any: "a value",
  "list(string)": "a list of strings",
  "list(map(string))": "a map of strings",
  "list(map(number))": "a map of numbers",
};

function toText(value: unknown): unknown {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean" ? String(value) : notConvertible;
}

function toNumber(value: unknown): unknown {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "string" && decimal.test(value) ? Number(value) : notConvertible;
}

function toFlag(value: unknown): unknown {
  if (typeof value === "boolean") return value;
  if (value === "true" || value === "1") return true;
  return value === "false" || value === "0" ? false : notConvertible;
}

function toList(value: unknown, item: (value: unknown) => unknown): unknown {
  if (!Array.isArray(value)) return notConvertible;
  const items = value.map(item);
  return items.includes(notConvertible) ? notConvertible : items;
}

function toMap(value: unknown, item: (value: unknown) => unknown): unknown {
  const maps: readonly unknown[] = Array.isArray(value) ? value : [value];
  const merged = new Map<string, unknown>();
  for (const map of maps) {
    if (map === null) continue;
    if (!isRecord(map)) return notConvertible;
    for (const [key, member] of Object.entries(map)) {
      const converted = item(member);
      if (converted === notConvertible) return notConvertible;
      merged.set(key, converted);
    }
  }
  return Object.fromEntries(merged);
}
