import { writeSync } from "node:fs";
import { Server } from "@grpc/grpc-js";
import type { Logger } from "../core/logger.ts";
import type { Driver } from "../driver/api.ts";
import { baseMethods } from "../rpc/base-methods.ts";
import { baseService } from "../rpc/base-service.ts";
import { driverMethods } from "../rpc/driver-methods.ts";
import { driverService } from "../rpc/driver-service.ts";
import { securityFor } from "./auto-mtls.ts";
import { brokerMethods, brokerService } from "./broker-service.ts";
import { controllerMethods, controllerService } from "./controller-service.ts";
import { type Environment, handshakeLine } from "./handshake.ts";
import { healthMethods, healthService } from "./health-service.ts";
import { takeCharge } from "./lifecycle.ts";
import { type Listener, listen } from "./listener.ts";
import { releaseStartupMemory } from "./resident-memory.ts";
import { stdioMethods, stdioService } from "./stdio-service.ts";

/** Largest message that is taken: a task's configuration with all its templates and environment stays far below. */
const largestMessage = 64 * 1024 * 1024;

const stdout = 1;

/** What the plugin is made of. */
export interface Plugin {
  readonly version: string;
  readonly environment: Environment;
  readonly logger: Logger;
  /** The driver, made when it is first asked for. */
  readonly driver: () => Promise<Driver>;
  /** The driver, if it was made. */
  readonly madeDriver: () => Driver | undefined;
}

/** Serves the plugin until it is told to end. Resolves when the handshake was printed; stdout is silent from then on. */
export async function serve(plugin: Plugin): Promise<void> {
  const { environment, logger } = plugin;
  const server = new Server({
    "grpc.max_receive_message_length": largestMessage,
    "grpc.max_send_message_length": largestMessage,
    // Statistics for a debugging service that is not offered.
    "grpc.enable_channelz": 0,
  });
  let listener: Listener | undefined;
  const stop = takeCharge(logger, async () => {
    try {
      await plugin.madeDriver()?.shutdown();
    } finally {
      listener?.remove();
    }
  });
  server.addService(baseMethods, baseService({ ...plugin, configured: () => releaseStartupMemory(logger) }));
  server.addService(driverMethods, driverService(plugin.driver, logger));
  server.addService(healthMethods, healthService(logger));
  server.addService(controllerMethods, controllerService(stop));
  server.addService(stdioMethods, stdioService(logger));
  server.addService(brokerMethods, brokerService());

  const { credentials, certificate } = securityFor(environment, () => new Date());
  listener = await listen(server, credentials, environment);
  if (listener.network === "tcp" && certificate === undefined) {
    logger.warn("listening on the loopback interface: every user of the node can reach the plugin", {
      address: listener.address,
    });
  }
  writeSync(stdout, handshakeLine(listener, environment, certificate));
}
