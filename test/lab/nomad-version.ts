import { nomadBinary } from "./paths.ts";
import { check } from "./run.ts";

/** Of the Nomad that the tests run: `1.11.3`. */
export const nomadVersion = /^Nomad v(\S+)/.exec(await check([nomadBinary(), "version"]))?.[1] ?? "";
