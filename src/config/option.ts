/**
 * The form of the option tables. A table is the single source of an option: from it come the hclspec that Nomad decodes
 * with, the validation and its messages, docs/options.md and `--validate`.
 */
import type * as v from "valibot";

/** HCL types that Nomad's decoder knows, as the type expressions of hclspec. */
export type HclType = "string" | "number" | "bool" | "any" | "list(string)" | "list(map(string))" | "map(string)";

/** Any valibot schema whose checks are synchronous. */
export type Check = v.GenericSchema<unknown, unknown>;

interface Described {
  /** One line for the operator. */
  readonly help: string;
  /** Which seed driver an option comes from; absent for the Podman driver's own. */
  readonly origin?: "more" | "containerd" | "nspawn";
  /** Why not to use it any more. */
  readonly deprecated?: string;
  /** HCL that works, shown in messages and in docs/options.md. */
  readonly example?: string;
}

/** `name = value`. */
export interface AttributeOption extends Described {
  readonly kind: "attribute";
  readonly type: HclType;
  readonly required?: boolean;
  /** HCL text of the default (`"5m"` with its quotes, `true`); the decoder fills it in. */
  readonly default?: string;
  readonly check: Check;
}

/** `name { … }`, at most once, or any number of times with `repeated`. */
export interface BlockOption extends Described {
  readonly kind: "block";
  readonly repeated?: boolean;
  readonly options: OptionTable;
}

export type Option = AttributeOption | BlockOption;

/** Options by their HCL name, in the order of the documentation. */
export interface OptionTable {
  readonly [name: string]: Option;
}
