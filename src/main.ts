import { version } from "../package.json";
import type { Driver } from "./driver/api.ts";
import { startedByNomad } from "./plugin/handshake.ts";

async function plugin(): Promise<void> {
  const [{ serve }, { hclogLogger }, { stderrSink }] = await Promise.all([
    import("./plugin/serve.ts"),
    import("./plugin/hclog.ts"),
    import("./plugin/stderr.ts"),
  ]);
  const logger = hclogLogger("podman", stderrSink(), () => new Date());
  let made: Driver | undefined;
  const driver = async (): Promise<Driver> => {
    const [{ createDriver }, { systemClock }] = await Promise.all([import("./driver/create.ts"), import("./driver/system-clock.ts")]);
    made ??= createDriver({ logger, clock: systemClock, pluginVersion: version });
    return made;
  };
  await serve({ version, environment: process.env, logger, driver, madeDriver: () => made });
}

if (startedByNomad(process.env)) void plugin();
