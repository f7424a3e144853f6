import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { plugin } from "../rpc/gen/early.js";
import { method } from "../rpc/method.ts";

/** go-plugin's way to end a plugin. */
export const controllerMethods = {
  Shutdown: method("/plugin.GRPCController/Shutdown", "unary", plugin.Empty, plugin.Empty),
} as const;

/** @param stop ends the process; called after the answer was handed over */
export function controllerService(stop: () => void): UntypedServiceImplementation {
  const shutdown: handleUnaryCall<plugin.IEmpty, plugin.IEmpty> = (_call, callback) => {
    callback(null, {});
    stop();
  };
  return { Shutdown: shutdown };
}
