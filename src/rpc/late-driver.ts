import type { MethodDefinition, ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { driverMethods, driverService } from "./driver-half.ts";
import type { DriverServiceDeps } from "./driver-service.ts";

interface Half {
  readonly driverMethods: typeof driverMethods;
  readonly driverService: typeof driverService;
}

/** The service Driver as a server registers it. */
export interface LateDriver {
  readonly methods: Readonly<Record<string, MethodDefinition<unknown, unknown>>>;
  readonly service: UntypedServiceImplementation;
}

const path = "/hashicorp.nomad.plugins.drivers.proto.Driver";

/** A call of the service Driver. */
export type DriverCall = keyof Half["driverMethods"];

/** Everything that has to be known of the calls before the first of them. */
const kinds: { readonly [Name in DriverCall]: Half["driverMethods"][Name]["kind"] } = {
  Init: "unary",
  TaskConfigSchema: "unary",
  Capabilities: "unary",
  Fingerprint: "server",
  RecoverTask: "unary",
  StartTask: "unary",
  WaitTask: "unary",
  StopTask: "unary",
  DestroyTask: "unary",
  InspectTask: "unary",
  TaskStats: "server",
  TaskEvents: "server",
  Shutdown: "unary",
  SignalTask: "unary",
  ExecTask: "unary",
  ExecTaskStreaming: "both",
  CreateNetwork: "unary",
  DestroyNetwork: "unary",
};

/**
 * The service Driver, loaded with its messages by the first call: Nomad asks PluginInfo of a process of its own, and that
 * answer shall not wait for most of the protocol. Loading is synchronous, because grpc-js decodes and encodes so.
 *
 * @param onCall called before each call is served
 */
export function lateDriver(deps: DriverServiceDeps, onCall: (call: DriverCall) => void = () => undefined): LateDriver {
  let loaded: { readonly methods: ServiceDefinition; readonly service: UntypedServiceImplementation } | undefined;
  const load = () => {
    if (loaded === undefined) {
      const half: Half = require("./driver-half.ts");
      loaded = { methods: half.driverMethods, service: half.driverService(deps) };
    }
    return loaded;
  };
  const method = (name: string): MethodDefinition<unknown, unknown> => {
    const found = load().methods[name];
    if (found === undefined) throw new Error(`the service Driver has no ${name}`);
    return found;
  };
  const methods: Record<string, MethodDefinition<unknown, unknown>> = {};
  const service: UntypedServiceImplementation = {};
  for (const name of Object.keys(kinds) as DriverCall[]) {
    const kind = kinds[name];
    methods[name] = {
      path: `${path}/${name}`,
      requestStream: kind === "both",
      responseStream: kind !== "unary",
      requestSerialize: (message) => method(name).requestSerialize(message),
      requestDeserialize: (bytes) => method(name).requestDeserialize(bytes),
      responseSerialize: (message) => method(name).responseSerialize(message),
      responseDeserialize: (bytes) => method(name).responseDeserialize(bytes),
    };
    service[name] = (...given: unknown[]) => {
      onCall(name);
      return Reflect.apply(load().service[name] ?? missing, undefined, given);
    };
  }
  return { methods, service };
}

function missing(): never {
  throw new Error("the service Driver lacks a call that it has registered");
}
