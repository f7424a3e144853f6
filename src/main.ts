/** The composition root: what kind of run it is, and which parts are put together for it. */
import { writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { version } from "../package.json";
import { messageOf } from "./core/errors.ts";
import type { Logger } from "./core/logger.ts";
import { loadDialect } from "./dialects/load.ts";
import { chosenDriver, type DriverName } from "./dialects/names.ts";
import type { Driver } from "./driver/api.ts";
import { startedByNomad } from "./plugin/handshake.ts";
import type { PodmanClient } from "./podman/client.ts";

async function loadDriver(driverName: string, logger: Logger): Promise<Driver> {
  const [{ createDriver }, { systemClock }] = await Promise.all([
    import("./driver/driver.ts"),
    import("./platform/system-clock.ts"),
  ]);
  return createDriver({ logger, clock: systemClock, driverName, pluginVersion: version });
}

/** Everything but the services is loaded when the first call needs it: Nomad asks PluginInfo of a process of its own. */
async function plugin(driverName: DriverName, args: readonly string[]): Promise<void> {
  const [{ serve }, { hclogLogger, stderrSink }] = await Promise.all([
    import("./plugin/serve.ts"),
    import("./plugin/hclog.ts"),
  ]);
  const logger = hclogLogger(driverName, stderrSink(), () => new Date());
  if (args.length > 0) logger.warn("arguments of the plugin are ignored: it is configured in its config block");
  const dialect = once(() => loadDialect(driverName, pluginDirectory));
  let made: Driver | undefined;
  const driver = once(async () => {
    const [own, { around }] = await Promise.all([loadDriver(driverName, logger), dialect()]);
    made = around(own);
    return made;
  });
  await serve({ version, driverName, dialect, environment: process.env, logger, driver, madeDriver: () => made });
}

/** Makes a thing when it is first asked for. */
function once<Thing>(make: () => Promise<Thing>): () => Promise<Thing> {
  let making: Promise<Thing> | undefined;
  return () => {
    making ??= make();
    return making;
  };
}

async function command(driverName: DriverName, args: readonly string[]): Promise<number> {
  const [{ parseArguments }, { runCommand }] = await Promise.all([import("./cli/args.ts"), import("./cli/run.ts")]);
  return runCommand(parseArguments(args), {
    version,
    driverName,
    dialect: () => loadDialect(driverName, pluginDirectory),
    configuredDriver: (socket) => configuredDriver(driverName, socket),
    podmanClient,
    interruption,
    terminal: process.stdout.isTTY === true,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  });
}

function interruption(): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => interrupted.abort());
  return interrupted.signal;
}

/** For the commands: silent, and it removes nothing. */
async function configuredDriver(driverName: DriverName, socket: string | undefined): Promise<Driver> {
  const [{ validatePluginOptions }, { unknownNode }, { silentLogger }] = await Promise.all([
    import("./config/validate.ts"),
    import("./core/node.ts"),
    import("./core/silent-logger.ts"),
  ]);
  const driver = await loadDriver(driverName, silentLogger);
  const gc = { dangling_containers: { enabled: false } };
  driver.setConfig(validatePluginOptions({ gc, ...(socket !== undefined && { socket_path: socket }) }), unknownNode);
  return driver;
}

async function podmanClient(socket: string | undefined): Promise<PodmanClient> {
  const [{ createPodmanClient }, { defaultSocket }] = await Promise.all([
    import("./podman/client.ts"),
    import("./driver/services/podman-services.ts"),
  ]);
  const socketPath = socket ?? defaultSocket(process.getuid?.() ?? 0);
  return createPodmanClient({ socketPath, requestTimeoutMilliseconds: 60_000 });
}

/** Without this, the caller would wait for an answer that never comes. */
function giveUp(error: unknown): never {
  writeSync(2, `nomad-driver-podman cannot start: ${messageOf(error)}\n`);
  process.exit(1);
}

/** Nomad starts the plugin by its path in plugin_dir, which may be a link. */
const pluginDirectory = dirname(resolve(process.argv0));
const chosen = chosenDriver(process.argv0, process.argv.slice(2));
if (chosen.problem !== undefined) giveUp(new Error(chosen.problem));
else if (startedByNomad(process.env)) plugin(chosen.name, chosen.rest).catch(giveUp);
// What was left running, such as a step that took too long, would keep the program alive after its last word.
else
  command(chosen.name, chosen.rest).then((exitCode) => {
    process.stdout.write("", () => process.stderr.write("", () => process.exit(exitCode)));
  }, giveUp);
