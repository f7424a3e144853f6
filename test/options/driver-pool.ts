import { validatePluginOptions } from "../../src/config/validate.ts";
import { unknownNode } from "../../src/core/node.ts";
import { silentLogger } from "../../src/core/silent-logger.ts";
import type { Driver } from "../../src/driver/api.ts";
import { createDriver } from "../../src/driver/create.ts";
import { systemClock } from "../../src/driver/system-clock.ts";

/** Drivers of this process by their plugin configuration. */
export interface DriverPool {
  get(plugin: Readonly<Record<string, unknown>>): Driver;
  close(): Promise<void>;
}

/** They are on one Podman: none may take what another one started for a leftover, however long the suite takes. */
const others = { gc: { dangling_containers: { enabled: false } } };

/** @param socketPath of the Podman that they all use */
export function driverPool(socketPath: string): DriverPool {
  const drivers = new Map<string, Driver>();
  return {
    get(plugin) {
      const key = JSON.stringify(plugin);
      const known = drivers.get(key);
      if (known !== undefined) return known;
      const driver = createDriver({ logger: silentLogger, clock: systemClock, pluginVersion: "0.0.0" });
      driver.setConfig(validatePluginOptions({ ...others, ...plugin, socket_path: `unix://${socketPath}` }), unknownNode);
      drivers.set(key, driver);
      return driver;
    },
    async close() {
      for (const driver of drivers.values()) await driver.shutdown();
    },
  };
}
