import type { handleBidiStreamingCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import { plugin } from "../rpc/gen/early.js";
import { method } from "../rpc/method.ts";

/** go-plugin's agreement on further connections. */
export const brokerMethods = {
  StartStream: method("/plugin.GRPCBroker/StartStream", "both", plugin.ConnInfo, plugin.ConnInfo),
} as const;

/** Nomad's client opens the stream and asks for no further connection; a knock is answered with a refusal. */
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
