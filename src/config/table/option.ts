/**
 * The form of the option tables. A table is the single source of an option: from it come the hclspec that Nomad decodes
 * with, the validation and its messages, the types of the checked values, docs/options.md and `--validate`.
 */
import type * as v from "valibot";

/** HCL types that Nomad's decoder knows, as the type expressions of hclspec. */
export type HclType = "string" | "number" | "bool" | "any" | "list(string)" | "list(map(string))" | "list(map(number))";

/**
 * Any valibot schema whose checks are synchronous. It gets a value that has the option's HCL type already (config/table/coerce.ts);
 * the message of each issue says what is allowed and reads on from the name and the value, such as `must be a duration`.
 */
export type Check = v.GenericSchema<unknown, unknown>;

interface Described {
  /** One line for the operator. */
  readonly help: string;
  /** Of an option that the driver of this name lacks that ours replaces (test/config/origin.test.ts). */
  readonly origin?: "more" | undefined;
  /** Why not to use it any more. */
  readonly deprecated?: string;
  /** HCL that works, shown in messages and in docs/options.md. */
  readonly example?: string;
}

/** `name = value`: what most options are, so `kind` is left out. */
export interface AttributeOption extends Described {
  readonly kind?: never;
  readonly type: HclType;
  /**
   * What a value of type `any` is read as. In a block that is written as an attribute (`logging = { … }`) Nomad's decoder
   * takes no map for a `list(map(string))` (test/conformance/schema_test.go), so the schema leaves that to us. Not in a repeated
   * block: its elements must be of one type, and Nomad's agent panics where two of them differ.
   */
  readonly readAs?: "list(map(string))";
  /** Must be set, or another option instead of it. Our own check reports it, not the schema's, so that the message can say what to write. */
  readonly required?: true | { readonly unless: string };
  /** HCL text of the default (`"5m"` with its quotes, `true`), which is also JSON; the decoder fills it in. */
  readonly default?: string;
  /** The option that this one is another spelling of: its value becomes that option's. */
  readonly alias?: string;
  /** The value is never shown. */
  readonly secret?: true;
  readonly check: Check;
}

/** `name { key = "text" … }` with any keys. */
export interface MapBlockOption extends Described {
  readonly kind: "mapBlock";
  readonly check: Check;
}

/** `name { … }`, at most once, or any number of times with `repeated`. */
export interface BlockOption extends Described {
  readonly kind: "block";
  readonly repeated?: true;
  /** The defaults inside hold also when the block is not written. */
  readonly implied?: true;
  readonly options: OptionTable;
}

export type Option = AttributeOption | MapBlockOption | BlockOption;

/** Options by their HCL name, in the order of the documentation. */
export interface OptionTable {
  readonly [name: string]: Option;
}

/** Options that belong together in the documentation. */
export interface OptionGroup {
  readonly title: string;
  readonly options: OptionTable;
}

/** The value of an option after its checks; undefined when it may be left out and was. */
export type OptionValue<O> = O extends { kind: "block"; options: infer T }
  ? O extends { repeated: true }
    ? readonly OptionValues<T>[]
    : O extends { implied: true }
      ? OptionValues<T>
      : OptionValues<T> | undefined
  : O extends { check: infer C extends Check }
    ? O extends { default: string } | { required: true }
      ? v.InferOutput<C>
      : v.InferOutput<C> | undefined
    : never;

/** The values of a table after the checks, by HCL name; aliases have become the options that they stand for. */
export type OptionValues<T> = { readonly [K in keyof T as T[K] extends { alias: string } ? never : K]: OptionValue<T[K]> };
