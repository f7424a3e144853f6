import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Logger } from "../core/logger.ts";
import { grpc } from "../rpc/gen/early.js";
import { Metadata, status } from "../rpc/grpc.ts";
import { serverStream } from "../rpc/handlers.ts";
import { method } from "../rpc/method.ts";

const { HealthCheckRequest, HealthCheckResponse } = grpc.health.v1;
const { SERVING, SERVICE_UNKNOWN } = HealthCheckResponse.ServingStatus;
const path = "/grpc.health.v1.Health";

/** The usual health service; go-plugin's client pings by it. */
export const healthMethods = {
  Check: method(`${path}/Check`, "unary", HealthCheckRequest, HealthCheckResponse),
  Watch: method(`${path}/Watch`, "server", HealthCheckRequest, HealthCheckResponse),
} as const;

/** The process as a whole, and the name that go-plugin gives to it. */
const known: readonly string[] = ["", "plugin"];

/** Serving, for as long as it answers at all. */
export function healthService(logger: Logger): UntypedServiceImplementation {
  return {
    Check: ((call, callback) => {
      const service = call.request.service ?? "";
      if (known.includes(service)) callback(null, { status: SERVING });
      else callback({ code: status.NOT_FOUND, details: `unknown service "${service}"`, metadata: new Metadata() });
    }) satisfies import("@grpc/grpc-js").handleUnaryCall<
      grpc.health.v1.IHealthCheckRequest,
      grpc.health.v1.IHealthCheckResponse
    >,
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

/** Resolves when the signal is aborted. */
export function cancelled(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
