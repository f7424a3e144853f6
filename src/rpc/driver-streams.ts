import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Logger } from "../core/logger.ts";
import type { Driver } from "../driver/api.ts";
import { fingerprintToWire } from "./convert-fingerprint.ts";
import { eventToWire } from "./convert-task-status.ts";
import { durationFromWire } from "./convert-time.ts";
import { usageToWire } from "./convert-usage.ts";
import { execTaskStreaming } from "./exec-stream.ts";
import type { hashicorp } from "./gen/protocol.js";
import { serverStream } from "./handlers.ts";

type TaskStatsRequest = hashicorp.nomad.plugins.drivers.proto.ITaskStatsRequest;

/** The streaming calls of the service Driver. They end when the client cancels them; the tasks go on. */
export function driverStreams(driver: () => Promise<Driver>, logger: Logger): UntypedServiceImplementation {
  return {
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
