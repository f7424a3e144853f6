import { decodeMsgpack } from "../../codec/msgpack.ts";
import { encodeRawMsgpack, type RawValue } from "../../codec/msgpack-raw.ts";
import { DriverError } from "../../core/errors.ts";
import { defaultSocketName, podmanDriverName } from "../../core/names.ts";
import type { NetworkOverride } from "../../core/task-status.ts";
import { goOptions } from "./driver-state-options.ts";
import { writtenByAnother } from "./foreign-state.ts";
import { goTime, parseGoTime } from "./go-time.ts";

/** What the driver must know to take up a task again. */
export interface DriverState {
  readonly containerId: string;
  /** The socket block that the task runs on. */
  readonly socket: string;
  readonly startedAt: Date;
  /** Undefined when the container has no address of its own, and in states of old drivers. */
  readonly network: NetworkOverride | undefined;
  /** Whether the output comes from Podman's log API (journald): the Go driver then follows it. */
  readonly logStreamer: boolean;
}

/**
 * Nomad's opaque bytes for the task, exactly as the Go driver (v0.6.5) writes them, so that a node can be switched back to
 * it. `options` is the task's config as Nomad sent it, by HCL name; auth.password is always written empty. Under another name
 * than podman, Driver says so: the driver that had the name before writes states of its own, some with a ContainerID too.
 */
export function encodeDriverState(
  state: DriverState,
  options: Readonly<Record<string, unknown>>,
  driverName: string = podmanDriverName,
): Uint8Array {
  return encodeRawMsgpack({
    ContainerID: state.containerId,
    Driver: driverName === podmanDriverName ? undefined : driverName,
    LogStreamer: state.logStreamer,
    Net: state.network === undefined ? null : goNetwork(state.network),
    StartedAt: goTime(state.startedAt),
    TaskConfig: goOptions({ ...options, socket: state.socket }),
  });
}

function goNetwork(network: NetworkOverride): RawValue {
  const ports = Object.keys(network.portMap).length === 0 ? null : { ...network.portMap };
  return { AutoAdvertise: network.autoAdvertise, IP: network.address, PortMap: ports };
}

/**
 * Reads what {@link encodeDriverState} or any Go driver wrote, also one from before the fields socket and Net.
 *
 * @throws DriverError `invalidRequest` when the bytes are not a driver state, or one that another driver wrote.
 */
export function decodeDriverState(bytes: Uint8Array, driverName: string = podmanDriverName): DriverState {
  const state = record(decode(bytes));
  const writer = text(state["Driver"]) ?? podmanDriverName;
  if (writer !== driverName) throw writtenByAnother(driverName, state);
  const containerId = text(state["ContainerID"]);
  if (containerId === undefined || containerId === "") throw unreadable("it names no container");
  return {
    containerId,
    socket: text(record(state["TaskConfig"])["socket"]) || defaultSocketName,
    startedAt: parseGoTime(state["StartedAt"]) ?? new Date(0),
    network: network(state["Net"]),
    logStreamer: state["LogStreamer"] === true,
  };
}

function decode(bytes: Uint8Array): unknown {
  try {
    return decodeMsgpack(bytes);
  } catch (error) {
    throw unreadable("it is not msgpack", error);
  }
}

function network(value: unknown): NetworkOverride | undefined {
  const net = record(value);
  const address = text(net["IP"]);
  if (address === undefined || address === "") return undefined;
  const ports = Object.entries(record(net["PortMap"])).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return { portMap: Object.fromEntries(ports), address, autoAdvertise: net["AutoAdvertise"] === true };
}

/** The object's own fields; none for anything that is not a plain object. */
function record(value: unknown): Readonly<Record<string, unknown>> {
  const plain = typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
  return plain ? Object.fromEntries(Object.entries(value)) : {};
}

/** Strings and byte strings are one family in what the Go driver writes. */
function text(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : undefined;
}

function unreadable(why: string, cause?: unknown): DriverError {
  return new DriverError("invalidRequest", `the driver state of the task cannot be read: ${why}; Nomad starts the task again`, {
    cause,
  });
}
