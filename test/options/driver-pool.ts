import { unknownNode } from "../../src/core/node.ts";
import { silentLogger } from "../../src/core/silent-logger.ts";
import type { TaskEvent } from "../../src/core/task-status.ts";
import { loadDialect } from "../../src/dialects/load.ts";
import type { DriverName } from "../../src/dialects/names.ts";
import type { Driver } from "../../src/driver/api.ts";
import { createDriver } from "../../src/driver/driver.ts";
import { systemClock } from "../../src/platform/system-clock.ts";
import { waitFor } from "../lab/wait-for.ts";

/** Drivers of this process by their plugin configuration. */
export interface DriverPool {
  /** @param dialect of the plugin configuration and of the tasks */
  get(plugin: Readonly<Record<string, unknown>>, dialect: DriverName): Promise<Driver>;
  /** What a job's author reads of a task that was started, in its events: our warnings and Podman's. */
  warningsOf(taskId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** They are on one Podman: none may take what another one started for a leftover, however long the suite takes. */
const others = { gc: { dangling_containers: { enabled: false } } };

/** @param socketPath of the Podman that they all use */
export function driverPool(socketPath: string): DriverPool {
  const drivers = new Map<string, Driver>();
  const events: TaskEvent[] = [];
  const closed = new AbortController();
  const listen = async (driver: Driver): Promise<void> => {
    for await (const event of driver.taskEvents(closed.signal)) events.push(event);
  };
  return {
    async get(plugin, driverName) {
      const key = JSON.stringify([driverName, plugin]);
      const { around, configure } = await loadDialect(driverName, "/opt/nomad/plugins");
      const known = drivers.get(key);
      if (known !== undefined) return known;
      const driver = around(createDriver({ logger: silentLogger, clock: systemClock, driverName, pluginVersion: "0.0.0" }));
      const all = { ...(driverName === "podman" && others), ...plugin, socket_path: `unix://${socketPath}` };
      driver.setConfig(configure(all).options, unknownNode);
      drivers.set(key, driver);
      void listen(driver);
      return driver;
    },
    async warningsOf(taskId) {
      const messages = () => events.flatMap((event) => (event.taskId === taskId ? [event.message] : []));
      // The driver tells of a container and of all warnings in one go.
      await waitFor("the event of the start", () => messages().some((message) => message.startsWith("Created container ")));
      await Bun.sleep(0);
      return messages().flatMap((message) => (message.startsWith("Warning: ") ? [message.replace("Warning: ", "")] : []));
    },
    async close() {
      closed.abort();
      for (const driver of drivers.values()) await driver.shutdown();
    },
  };
}
