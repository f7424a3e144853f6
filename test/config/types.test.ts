import { expect, test } from "bun:test";
import type { PluginOptions } from "../../src/config/plugin-options/plugin-options.ts";
import type { TaskOptions } from "../../src/config/task-options/task-options.ts";

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

test("the types of the options follow the tables", () => {
  const held: [
    Same<TaskOptions["image"], string | undefined>,
    Same<TaskOptions["image_pull_timeout"], number>,
    Same<TaskOptions["memory_swap"], number | undefined>,
    Same<TaskOptions["entrypoint"], readonly string[] | undefined>,
    Same<TaskOptions["ulimit"], Readonly<Record<string, string>> | undefined>,
    Same<TaskOptions["pull_policy"], "missing" | "always" | "never" | "newer" | undefined>,
    Same<keyof NonNullable<TaskOptions["auth"]>, "username" | "password" | "server_address" | "tls_verify">,
    Same<TaskOptions["mount"][number]["target"], string>,
    Same<PluginOptions["gc"]["dangling_containers"]["period"], number>,
    Same<PluginOptions["logging"]["options"], Readonly<Record<string, string>> | undefined>,
    Same<PluginOptions["socket"], readonly { readonly name: string | undefined; readonly socket_path: string }[]>,
  ] = [true, true, true, true, true, true, true, true, true, true, true];
  expect(held.every(Boolean)).toBe(true);
});
