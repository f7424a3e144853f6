import type { Socket } from "node:net";
import type { ServerCredentials as Credentials } from "@grpc/grpc-js";
import type { Logger } from "../core/logger.ts";
import type { Dialect } from "../dialects/api.ts";
import type { Driver } from "../driver/api.ts";
import { baseMethods, baseService } from "../rpc/base-service.ts";
import { Server, ServerCredentials } from "../rpc/grpc.ts";
import { lateDriver } from "../rpc/late-driver.ts";
import type { SelfSigned } from "./certificate.ts";
import {
  brokerMethods,
  brokerService,
  controllerMethods,
  controllerService,
  healthMethods,
  healthService,
  stdioMethods,
  stdioService,
} from "./go-plugin-services.ts";
import type { Environment } from "./handshake.ts";
import { memoryRelease, quietAfter } from "./resident-memory.ts";

/** What the plugin is made of. */
export interface Plugin {
  readonly version: string;
  /** What jobs call the driver. */
  readonly driverName: string;
  /** How it is configured; loaded when it is first asked for. */
  readonly dialect: () => Promise<Dialect>;
  readonly environment: Environment;
  readonly logger: Logger;
  /** The driver, made when it is first asked for. */
  readonly driver: () => Promise<Driver>;
  /** The driver, if it was made. */
  readonly madeDriver: () => Driver | undefined;
}

/** Largest message that is taken: a task's configuration with all its templates and environment stays far below. */
const largestMessage = 64 * 1024 * 1024;

/**
 * The plugin's services on connections that were accepted elsewhere.
 *
 * @param certificate of the server when the client asked for mutual TLS
 * @param stop ends the process; called when the client asks for it
 * @param needed called when the plugin was configured, or is about to have a task
 * @returns takes a connection, paused or not
 */
export function grpcServer(
  plugin: Plugin,
  certificate: SelfSigned | undefined,
  stop: () => void,
  needed: () => void,
): (connection: Socket) => void {
  const { environment, logger } = plugin;
  const server = new Server({
    "grpc.max_receive_message_length": largestMessage,
    "grpc.max_send_message_length": largestMessage,
    // Statistics for a debugging service that is not offered.
    "grpc.enable_channelz": 0,
  });
  const releaseMemory = memoryRelease(logger);
  const configured = () => {
    needed();
    releaseMemory(quietAfter.configuration);
  };
  server.addService(baseMethods, baseService({ ...plugin, configured }));
  const late = lateDriver(plugin, (call) => {
    if (call !== "StartTask" && call !== "RecoverTask") return;
    needed();
    releaseMemory(quietAfter.taskStart);
  });
  server.addService(late.methods, late.service);
  server.addService(healthMethods, healthService(logger));
  server.addService(controllerMethods, controllerService(stop));
  server.addService(stdioMethods, stdioService(logger));
  server.addService(brokerMethods, brokerService());
  const injector = server.createConnectionInjector(credentialsFor(environment, certificate));
  return (connection) => {
    injector.injectConnection(connection);
    connection.resume();
  };
}

/** With a certificate of ours nobody but the client that gave its own may connect. */
function credentialsFor(environment: Environment, own: SelfSigned | undefined): Credentials {
  if (own === undefined) return ServerCredentials.createInsecure();
  const pair = { private_key: Buffer.from(own.privateKey), cert_chain: Buffer.from(own.pem) };
  return ServerCredentials.createSsl(Buffer.from(environment["PLUGIN_CLIENT_CERT"] ?? ""), [pair], true);
}
