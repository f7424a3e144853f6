import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Logger } from "../core/logger.ts";
import { google, plugin } from "../rpc/gen/early.js";
import { serverStream } from "../rpc/handlers.ts";
import { method } from "../rpc/method.ts";
import { cancelled } from "./health-service.ts";

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
