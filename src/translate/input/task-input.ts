import { type NodeHosts, sharedHostsFile } from "../network/hosts-file.ts";
import { needsHostGateway } from "../network/network.ts";
import { networkMode } from "../network/network-mode.ts";
import { logRoute } from "../spec/logging.ts";
import type { SpecInput, TaskFacts, TaskInput } from "./spec-input.ts";

/** Decides what follows from a task's options and its node alone. @throws DriverError `invalidConfig` */
export function taskInput(facts: TaskFacts): TaskInput {
  return { ...facts, network: networkMode(facts), log: logRoute(facts) };
}

/** What was read of the node for one task. */
export interface NodeReadings {
  readonly resolvedPaths: SpecInput["resolvedPaths"];
  /** Address by which the container reaches the node; undefined when there is none. */
  readonly gateway: string | undefined;
  readonly hosts: NodeHosts;
}

/** Completes the input of the translation. @throws DriverError `invalidConfig` for bad `extra_hosts` */
export function specInput(input: TaskInput, { resolvedPaths, gateway, hosts }: NodeReadings): SpecInput {
  const hostGateway = needsHostGateway(input) ? gateway : "host-gateway";
  const hostsFile = sharedHostsFile(input.task, input.options.extra_hosts, hostGateway, hosts);
  return { ...input, resolvedPaths, hostGateway, hostsFile };
}
