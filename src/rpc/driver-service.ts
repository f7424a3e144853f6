import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Logger } from "../core/logger.ts";
import type { Dialect } from "../dialects/api.ts";
import type { Driver } from "../driver/api.ts";
import { fingerprintToWire } from "./convert-fingerprint.ts";
import { taskConfigFromWire } from "./convert-task-config.ts";
import { eventToWire, exitToWire, handleFromWire, handleToWire, networkToWire, statusToWire } from "./convert-task-status.ts";
import { usageToWire } from "./convert-usage.ts";
import { columnText, durationFromWire } from "./convert-values.ts";
import { execTaskStreaming } from "./exec-stream.ts";
import { hashicorp } from "./gen/protocol.js";
import { serverStream, unary, unimplemented } from "./handlers.ts";
import { malformed } from "./status.ts";

type StartTaskRequest = hashicorp.nomad.plugins.drivers.proto.IStartTaskRequest;
type RecoverTaskRequest = hashicorp.nomad.plugins.drivers.proto.IRecoverTaskRequest;
type StopTaskRequest = hashicorp.nomad.plugins.drivers.proto.IStopTaskRequest;
type DestroyTaskRequest = hashicorp.nomad.plugins.drivers.proto.IDestroyTaskRequest;
type SignalTaskRequest = hashicorp.nomad.plugins.drivers.proto.ISignalTaskRequest;
type ExecTaskRequest = hashicorp.nomad.plugins.drivers.proto.IExecTaskRequest;
type CreateNetworkRequest = hashicorp.nomad.plugins.drivers.proto.ICreateNetworkRequest;
type DestroyNetworkRequest = hashicorp.nomad.plugins.drivers.proto.IDestroyNetworkRequest;
type TaskStatsRequest = hashicorp.nomad.plugins.drivers.proto.ITaskStatsRequest;
/** WaitTask and InspectTask ask for no more. */
type TaskRequest = hashicorp.nomad.plugins.drivers.proto.IWaitTaskRequest;

const { DriverCapabilities, NetworkIsolationSpec } = hashicorp.nomad.plugins.drivers.proto;
const { HOST, GROUP, TASK } = NetworkIsolationSpec.NetworkIsolationMode;

/** What the service needs of the rest of the plugin. */
export interface DriverServiceDeps {
  readonly logger: Logger;
  /** Asked for at the first call that needs it. */
  readonly driver: () => Promise<Driver>;
  /** Asked for when its tables are needed. */
  readonly dialect: () => Promise<Dialect>;
}

/** The service Driver: every call converts and delegates. */
export function driverService({ driver, dialect, logger }: DriverServiceDeps): UntypedServiceImplementation {
  /** A call that only the drivers have which make the networks of groups. */
  const forGroups = <Request, Response>(
    name: string,
    answer: handleUnaryCall<Request, Response>,
  ): handleUnaryCall<Request, Response> => {
    const lacking = unimplemented<Request, Response>(name);
    return (call, callback) => {
      dialect().then(
        ({ makesGroupNetworks }) => (makesGroupNetworks ? answer : lacking)(call, callback),
        () => lacking(call, callback),
      );
    };
  };
  return {
    Init: unimplemented("Init"),
    TaskConfigSchema: unary("TaskConfigSchema", logger, async () => {
      const [{ hclSpec }, { taskTable }] = await Promise.all([import("../codec/hclspec.ts"), dialect()]);
      return { spec: hclSpec(taskTable) };
    }),
    Capabilities: unary("Capabilities", logger, async () => ({
      capabilities: {
        sendSignals: true,
        exec: true,
        fsIsolation: DriverCapabilities.FSIsolation.IMAGE,
        networkIsolationModes: [HOST, GROUP, TASK],
        mustCreateNetwork: (await dialect()).makesGroupNetworks,
        mountConfigs: DriverCapabilities.MountConfigs.ANY_MOUNTS,
        disableLogCollection: (await driver()).logCollectionDisabled,
        dynamicWorkloadUsers: false,
      },
    })),
    StartTask: unary("StartTask", logger, async (request: StartTaskRequest, signal) => {
      if (!request.task) throw malformed("StartTask", "the request has no task");
      const { handle, network } = await (await driver()).startTask(taskConfigFromWire(request.task), signal);
      return { handle: handleToWire(handle, request.task), networkOverride: networkToWire(network) };
    }),
    RecoverTask: unary("RecoverTask", logger, async (request: RecoverTaskRequest) => {
      if (!request.handle) throw malformed("RecoverTask", "the request has no handle");
      await (await driver()).recoverTask(handleFromWire(request.handle));
      return {};
    }),
    WaitTask: unary("WaitTask", logger, async (request: TaskRequest, signal) => {
      const exit = await (await driver()).waitTask(request.taskId ?? "", signal);
      return { result: exitToWire(exit), err: columnText(exit.error ?? "") };
    }),
    StopTask: unary("StopTask", logger, async (request: StopTaskRequest) => {
      const { taskId, timeout, signal } = request;
      await (await driver()).stopTask(taskId ?? "", durationFromWire(timeout), signal ?? "");
      return {};
    }),
    DestroyTask: unary("DestroyTask", logger, async (request: DestroyTaskRequest) => {
      await (await driver()).destroyTask(request.taskId ?? "", request.force ?? false);
      return {};
    }),
    InspectTask: unary("InspectTask", logger, async (request: TaskRequest) =>
      statusToWire((await driver()).inspectTask(request.taskId ?? "")),
    ),
    SignalTask: unary("SignalTask", logger, async (request: SignalTaskRequest) => {
      await (await driver()).signalTask(request.taskId ?? "", request.signal ?? "");
      return {};
    }),
    ExecTask: unary("ExecTask", logger, async (request: ExecTaskRequest, signal) => {
      const { taskId, command, timeout } = request;
      const outcome = await (await driver()).execTask(taskId ?? "", command ?? [], durationFromWire(timeout), signal);
      return { stdout: outcome.stdout, stderr: outcome.stderr, result: exitToWire(outcome.result) };
    }),
    CreateNetwork: forGroups(
      "CreateNetwork",
      unary("CreateNetwork", logger, async (request: CreateNetworkRequest) => {
        const network = await (await driver()).createNetwork(request.allocId ?? "", request.hostname ?? "");
        return { isolationSpec: { mode: GROUP, path: network.path, labels: { ...network.labels } }, created: network.created };
      }),
    ),
    DestroyNetwork: forGroups(
      "DestroyNetwork",
      unary("DestroyNetwork", logger, async (request: DestroyNetworkRequest) => {
        await (await driver()).destroyNetwork(request.allocId ?? "");
        return {};
      }),
    ),
    Shutdown: unary("Shutdown", logger, async () => {
      await (await driver()).shutdown();
      return {};
    }),
    // The streams end when the client cancels them; the tasks go on.
    ExecTaskStreaming: execTaskStreaming(driver, logger),
    Fingerprint: serverStream("Fingerprint", logger, async function* (_request, signal) {
      for await (const fingerprint of (await driver()).fingerprint(signal)) yield fingerprintToWire(fingerprint);
    }),
    TaskEvents: serverStream("TaskEvents", logger, async function* (_request, signal) {
      for await (const event of (await driver()).taskEvents(signal)) yield eventToWire(event);
    }),
    TaskStats: serverStream("TaskStats", logger, async function* (request: TaskStatsRequest, signal) {
      const taskId = request.taskId ?? "";
      const samples = (await driver()).taskStats(taskId, durationFromWire(request.collectionInterval), signal);
      for await (const usage of samples) yield { stats: usageToWire(taskId, usage) };
    }),
  };
}
