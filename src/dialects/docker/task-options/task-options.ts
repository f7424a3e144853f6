import type { OptionTable, OptionValues } from "../../../config/table/option.ts";
import { dockerImageOptions } from "./image-options.ts";
import { dockerIsolationOptions } from "./isolation-options.ts";
import { dockerMountOptions } from "./mount-options.ts";
import { dockerNetworkOptions } from "./network-options.ts";
import { dockerProcessOptions } from "./process-options.ts";
import { dockerResourceOptions } from "./resource-options.ts";

/** Every option of a task with `driver = "docker"`; those without a text of their own mean what ours mean. */
export const dockerTaskOptions = {
  ...dockerImageOptions,
  ...dockerProcessOptions,
  ...dockerIsolationOptions,
  ...dockerMountOptions,
  ...dockerResourceOptions,
  ...dockerNetworkOptions,
} as const satisfies OptionTable;

export type TaskOptions = OptionValues<typeof dockerTaskOptions>;
