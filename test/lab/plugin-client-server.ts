import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import type { LogFields } from "../../src/core/logger.ts";
import type { Dialect } from "../../src/dialects/api.ts";
import { podman } from "../../src/dialects/podman.ts";
import type { Driver } from "../../src/driver/api.ts";
import { hclogLogger } from "../../src/plugin/hclog.ts";
import { baseMethods, baseService } from "../../src/rpc/base-service.ts";
import { driverMethods } from "../../src/rpc/driver-methods.ts";
import { lateDriver } from "../../src/rpc/late-driver.ts";
import { connect, type ServiceClient, serviceClient } from "./grpc-client.ts";
import { driverStub } from "./plugin-client-stub.ts";

/** The services on a real socket in this process, with a driver of the test. */
export interface ServedDriver {
  readonly base: ServiceClient<typeof baseMethods>;
  readonly driver: ServiceClient<typeof driverMethods>;
  /** What was logged. */
  readonly log: readonly LogFields[];
  /** How often a configuration was taken. */
  configured(): number;
  close(): void;
}

export async function serveDriver(methods: Partial<Driver>, spoken: Dialect = podman): Promise<ServedDriver> {
  const directory = mkdtempSync(join(tmpdir(), "rpc-"));
  const target = `unix:${join(directory, "s")}`;
  const log: LogFields[] = [];
  const logger = hclogLogger(
    "test",
    (line) => log.push(JSON.parse(line)),
    () => new Date(0),
  );
  const driver = async () => driverStub(methods);
  const dialect = async () => spoken;
  let configured = 0;
  const server = new Server();
  server.addService(
    baseMethods,
    baseService({
      version: "9.9.9",
      driverName: spoken.name,
      dialect,
      logger,
      driver,
      configured: () => {
        configured += 1;
      },
    }),
  );
  const late = lateDriver({ driver, dialect, logger });
  server.addService(late.methods, late.service);
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(target, ServerCredentials.createInsecure(), (error) => (error ? reject(error) : resolve()));
  });
  const connection = connect(target, credentials.createInsecure());
  return {
    base: serviceClient(connection, baseMethods),
    driver: serviceClient(connection, driverMethods),
    log,
    configured: () => configured,
    close: () => {
      connection.close();
      server.forceShutdown();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
