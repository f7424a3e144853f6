import { type NodeHosts, sharedHostsFile } from "../network/hosts-file.ts";
import { needsHostGateway } from "../network/network.ts";
import { networkMode } from "../network/network-mode.ts";
import { resolvConf } from "../network/resolv-conf.ts";
import { logRoute } from "../spec/logging.ts";
import type { SpecInput, TaskFacts, TaskInput } from "./spec-input.ts";

/** Decides what follows from a task's options and its node alone. @throws DriverError `invalidConfig` */
export function taskInput(facts: TaskFacts): TaskInput {
  return { ...facts, network: networkMode(facts), log: logRoute(facts) };
}

/** What was read of the node for one task. */
export interface NodeReadings {
  readonly resolvedPaths: SpecInput["resolvedPaths"];
  readonly rootDirectory: SpecInput["rootDirectory"];
  readonly journalIsThere: SpecInput["journalIsThere"];
  /** Address by which the container reaches the node; undefined when there is none. */
  readonly gateway: string | undefined;
  readonly hosts: NodeHosts;
  /** What the file of `nodeResolvConf` holds; undefined when it cannot be read, or there is none. */
  readonly resolvConf: string | undefined;
}

/** Completes the input of the translation. @throws DriverError `invalidConfig` for bad `extra_hosts`, or a missing file of `resolv_conf` */
export function specInput(input: TaskInput, { gateway, hosts, resolvConf: content, ...readings }: NodeReadings): SpecInput {
  const hostGateway = needsHostGateway(input) ? gateway : "host-gateway";
  const { extra_hosts, hosts_file } = input.options;
  const hostsFile = hosts_file === undefined ? sharedHostsFile(input.task, extra_hosts, hostGateway, hosts) : undefined;
  return { ...input, ...readings, hostGateway, hostsFile, resolvConf: resolvConf(input, content) };
}
