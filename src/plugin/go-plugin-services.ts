/** The services that go-plugin's client expects of every plugin: health, controller, stdio and broker. */
import type { handleBidiStreamingCall, handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Logger } from "../core/logger.ts";
import { google, grpc, plugin } from "../rpc/gen/early.js";
import { Metadata, status } from "../rpc/grpc.ts";
import { serverStream } from "../rpc/handlers.ts";
import { method } from "../rpc/method.ts";

const { HealthCheckRequest, HealthCheckResponse } = grpc.health.v1;
const { SERVING, SERVICE_UNKNOWN } = HealthCheckResponse.ServingStatus;

/** The usual health service; go-plugin's client pings with it. */
export const healthMethods = {
  Check: method("/grpc.health.v1.Health/Check", "unary", HealthCheckRequest, HealthCheckResponse),
  Watch: method("/grpc.health.v1.Health/Watch", "server", HealthCheckRequest, HealthCheckResponse),
} as const;

/** The process as a whole, and the name that go-plugin gives to it. */
const known: readonly string[] = ["", "plugin"];

/** Serving, for as long as it answers at all. */
export function healthService(logger: Logger): UntypedServiceImplementation {
  const check: handleUnaryCall<grpc.health.v1.IHealthCheckRequest, grpc.health.v1.IHealthCheckResponse> = (call, callback) => {
    const service = call.request.service ?? "";
    if (known.includes(service)) callback(null, { status: SERVING });
    else callback({ code: status.NOT_FOUND, details: `unknown service "${service}"`, metadata: new Metadata() });
  };
  return {
    Check: check,
    Watch: serverStream<grpc.health.v1.IHealthCheckRequest, grpc.health.v1.IHealthCheckResponse>(
      "Watch",
      logger,
      async function* (request, signal) {
        yield { status: known.includes(request.service ?? "") ? SERVING : SERVICE_UNKNOWN };
        await cancelled(signal);
      },
    ),
  };
}

/** The call by which go-plugin ends a plugin. */
export const controllerMethods = {
  Shutdown: method("/plugin.GRPCController/Shutdown", "unary", plugin.Empty, plugin.Empty),
} as const;

/** @param stop ends the process; called after the response was handed over */
export function controllerService(stop: () => void): UntypedServiceImplementation {
  const shutdown: handleUnaryCall<plugin.IEmpty, plugin.IEmpty> = (_call, callback) => {
    callback(null, {});
    stop();
  };
  return { Shutdown: shutdown };
}

/** go-plugin's copy of what a plugin prints. */
export const stdioMethods = {
  StreamStdio: method("/plugin.GRPCStdio/StreamStdio", "server", google.protobuf.Empty, plugin.StdioData),
} as const;

/** Open for as long as the client likes, and silent: this plugin prints nothing, and its log goes to stderr itself. */
export function stdioService(logger: Logger): UntypedServiceImplementation {
  return {
    StreamStdio: serverStream<google.protobuf.IEmpty, plugin.IStdioData>("StreamStdio", logger, async function* (_, signal) {
      yield* [];
      await cancelled(signal);
    }),
  };
}

/** go-plugin's agreement on further connections. */
export const brokerMethods = {
  StartStream: method("/plugin.GRPCBroker/StartStream", "both", plugin.ConnInfo, plugin.ConnInfo),
} as const;

/** Nomad's client opens the stream and asks for no further connection; a knock is answered with an error. */
export function brokerService(): UntypedServiceImplementation {
  const startStream: handleBidiStreamingCall<plugin.IConnInfo, plugin.IConnInfo> = (call) => {
    call.on("error", () => {});
    call.on("end", () => call.end());
    call.on("data", (info: plugin.IConnInfo) => {
      if (!info.knock?.knock) return;
      const knock = { knock: true, ack: false, error: "this plugin has one connection only" };
      call.write({ serviceId: info.serviceId ?? 0, knock });
    });
  };
  return { StartStream: startStream };
}

/** Resolves when the signal is aborted. */
function cancelled(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
