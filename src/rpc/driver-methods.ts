import { hashicorp } from "./gen/protocol.js";
import { method } from "./method.ts";

const drivers = hashicorp.nomad.plugins.drivers.proto;
const path = "/hashicorp.nomad.plugins.drivers.proto.Driver";

/** The service Driver. */
export const driverMethods = {
  Init: method(`${path}/Init`, "unary", drivers.InitRequest, drivers.InitResponse),
  TaskConfigSchema: method(
    `${path}/TaskConfigSchema`,
    "unary",
    drivers.TaskConfigSchemaRequest,
    drivers.TaskConfigSchemaResponse,
  ),
  Capabilities: method(`${path}/Capabilities`, "unary", drivers.CapabilitiesRequest, drivers.CapabilitiesResponse),
  Fingerprint: method(`${path}/Fingerprint`, "server", drivers.FingerprintRequest, drivers.FingerprintResponse),
  RecoverTask: method(`${path}/RecoverTask`, "unary", drivers.RecoverTaskRequest, drivers.RecoverTaskResponse),
  StartTask: method(`${path}/StartTask`, "unary", drivers.StartTaskRequest, drivers.StartTaskResponse),
  WaitTask: method(`${path}/WaitTask`, "unary", drivers.WaitTaskRequest, drivers.WaitTaskResponse),
  StopTask: method(`${path}/StopTask`, "unary", drivers.StopTaskRequest, drivers.StopTaskResponse),
  DestroyTask: method(`${path}/DestroyTask`, "unary", drivers.DestroyTaskRequest, drivers.DestroyTaskResponse),
  InspectTask: method(`${path}/InspectTask`, "unary", drivers.InspectTaskRequest, drivers.InspectTaskResponse),
  TaskStats: method(`${path}/TaskStats`, "server", drivers.TaskStatsRequest, drivers.TaskStatsResponse),
  TaskEvents: method(`${path}/TaskEvents`, "server", drivers.TaskEventsRequest, drivers.DriverTaskEvent),
  Shutdown: method(`${path}/Shutdown`, "unary", drivers.ShutdownRequest, drivers.ShutdownResponse),
  SignalTask: method(`${path}/SignalTask`, "unary", drivers.SignalTaskRequest, drivers.SignalTaskResponse),
  ExecTask: method(`${path}/ExecTask`, "unary", drivers.ExecTaskRequest, drivers.ExecTaskResponse),
  ExecTaskStreaming: method(
    `${path}/ExecTaskStreaming`,
    "both",
    drivers.ExecTaskStreamingRequest,
    drivers.ExecTaskStreamingResponse,
  ),
  CreateNetwork: method(`${path}/CreateNetwork`, "unary", drivers.CreateNetworkRequest, drivers.CreateNetworkResponse),
  DestroyNetwork: method(`${path}/DestroyNetwork`, "unary", drivers.DestroyNetworkRequest, drivers.DestroyNetworkResponse),
} as const;
