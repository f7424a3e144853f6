/**
 * Starts the driver as Nomad does and speaks its protocol: cookie, handshake, gRPC. `NOMAD_DRIVER_PODMAN` names the
 * executable; without it src/main.ts is run by Bun.
 */
import { rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { credentials as channel } from "@grpc/grpc-js";
import { encode } from "@msgpack/msgpack";
import type { DriverName } from "../../src/dialects/names.ts";
import { brokerMethods, controllerMethods, healthMethods, stdioMethods } from "../../src/plugin/go-plugin-services.ts";
import { baseMethods } from "../../src/rpc/base-service.ts";
import { driverMethods } from "../../src/rpc/driver-methods.ts";
import { connect, type ServiceClient, serviceClient } from "./grpc-client.ts";
import { LineReader } from "./plugin-client-lines.ts";
import { clientTls } from "./plugin-client-tls.ts";

const source = join(import.meta.dir, "../../src/main.ts");

/** The cookie that tells a plugin that Nomad started it. */
export const cookie = {
  NOMAD_PLUGIN_MAGIC_COOKIE: "e4327c2e01eabfd75a8a67adb114fb34a757d57eee7728d857a8cec6e91a7255",
} as const;

export interface LaunchOptions {
  /** The executable; else NOMAD_DRIVER_PODMAN, else the source. */
  readonly binary?: string;
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Ask for mutual TLS, as go-plugin's AutoMTLS does. */
  readonly mutualTls?: boolean;
  /** What jobs call the driver, when it is not the Podman driver. */
  readonly as?: DriverName;
  /** Where it runs; else where the tests do. */
  readonly cwd?: string;
}

/** A running plugin. */
export interface PluginClient {
  readonly pid: number;
  /** The parts of the handshake line. */
  readonly handshake: readonly string[];
  readonly base: ServiceClient<typeof baseMethods>;
  readonly driver: ServiceClient<typeof driverMethods>;
  readonly health: ServiceClient<typeof healthMethods>;
  readonly controller: ServiceClient<typeof controllerMethods>;
  readonly stdio: ServiceClient<typeof stdioMethods>;
  readonly broker: ServiceClient<typeof brokerMethods>;
  /** The log so far. */
  readonly stderrLines: readonly string[];
  /** What came on stdout after the handshake: nothing, or it is a fault. */
  readonly stdoutLines: readonly string[];
  /** Exit code, or null for a signal, once it has ended. */
  readonly exited: Promise<number | null>;
  /** SetConfig with the options as HCL names them. */
  setConfig(options: unknown): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Closes the connection, kills the process, and removes the directory of its socket, which only a plugin that ends by itself does. */
  kill(): Promise<void>;
}

/** How the driver is started without a shell. */
export function pluginCommand(binary?: string): string[] {
  const executable = binary ?? process.env["NOMAD_DRIVER_PODMAN"];
  return executable ? [executable] : [process.execPath, source];
}

/** msgpack of options as Nomad sends them (SetConfig, `msgpack_driver_config`). */
export function encodeConfig(options: unknown): Uint8Array {
  return encode(options);
}

/** @throws Error with the log when there is no handshake. */
export async function launchPlugin(options: LaunchOptions = {}): Promise<PluginClient> {
  const tls = options.mutualTls ? clientTls() : undefined;
  const env = { ...process.env, ...cookie, ...(tls && { PLUGIN_CLIENT_CERT: tls.pem }), ...options.env };
  const command = [...pluginCommand(options.binary), ...(options.as === undefined ? [] : ["--as", options.as])];
  const child = Bun.spawn(command, {
    env,
    cwd: options.cwd ?? process.cwd(),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const stderr = new LineReader(child.stderr);
  const stdout = new LineReader(child.stdout);
  const line = await stdout.next();
  if (line === undefined) throw new Error(`the plugin ended before its handshake:\n${stderr.lines.join("\n")}`);

  const handshake = line.split("|");
  const [, , network, address] = handshake;
  const target = network === "unix" ? `unix:${address}` : `${address}`;
  const connection = connect(target, tls ? tls.credentials(handshake[5] ?? "") : channel.createInsecure());
  const base = serviceClient(connection, baseMethods);
  const exited = child.exited.then(() => child.exitCode);
  return {
    pid: child.pid,
    handshake,
    base,
    driver: serviceClient(connection, driverMethods),
    health: serviceClient(connection, healthMethods),
    controller: serviceClient(connection, controllerMethods),
    stdio: serviceClient(connection, stdioMethods),
    broker: serviceClient(connection, brokerMethods),
    stderrLines: stderr.lines,
    stdoutLines: stdout.lines,
    exited,
    setConfig: async (body) => void (await base.SetConfig({ msgpackConfig: encodeConfig(body) })),
    signal: (name) => child.kill(name),
    kill: async () => {
      connection.close();
      child.kill("SIGKILL");
      await exited;
      const directory = dirname(address ?? "");
      if (basename(directory).startsWith("nomad-podman-")) rmSync(directory, { recursive: true, force: true });
      // The Go driver's is a file without a directory of its own.
      else if (network === "unix" && address !== undefined) rmSync(address, { force: true });
    },
  };
}
