import { version } from "../package.json";
import { DriverError } from "./core/errors.ts";
import type { Driver } from "./driver/api.ts";
import { startedByNomad } from "./plugin/handshake.ts";

async function plugin(): Promise<void> {
  const [{ serve }, { hclogLogger }, { stderrSink }] = await Promise.all([
    import("./plugin/serve.ts"),
    import("./plugin/hclog.ts"),
    import("./plugin/stderr.ts"),
  ]);
  const logger = hclogLogger("podman", stderrSink(), () => new Date());
  const driver = (): Promise<Driver> => Promise.reject(new DriverError("internal", "there is no driver yet"));
  await serve({ version, environment: process.env, logger, driver, madeDriver: () => undefined });
}

if (startedByNomad(process.env)) void plugin();
