import { writeSync } from "node:fs";
import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import { after } from "../platform/timers.ts";
import type { SelfSigned } from "./certificate.ts";
import { leaveMemoryOutOfCoreDumps } from "./core-dumps.ts";
import type { Plugin } from "./grpc-server.ts";
import { type Environment, handshakeLine } from "./handshake.ts";
import { takeCharge } from "./lifecycle.ts";
import { type Listener, listen, socketParents } from "./listener.ts";
import { orphanWatch } from "./orphan-watch.ts";

const stdout = 1;
/** Milliseconds until the tidying: the start is over, and a client that only asked for PluginInfo has gone. */
const tidyAfter = 2_000;

/**
 * Serves the plugin until it is told to end. The handshake is printed as soon as there is a socket to connect to: the client
 * needs a moment until it has something to say, and meanwhile the gRPC server is loaded, which is most of the start.
 * stdout is silent from the handshake on.
 */
export async function serve(plugin: Plugin): Promise<void> {
  const { environment, logger } = plugin;
  let listener: Listener | undefined;
  const stop = takeCharge(logger, async () => {
    try {
      await plugin.madeDriver()?.shutdown();
    } finally {
      listener?.remove();
    }
  });
  const certificate = await ownCertificate(environment);
  listener = await listen(environment, certificate !== undefined);
  writeSync(stdout, handshakeLine(listener, environment, certificate?.der));
  leaveMemoryOutOfCoreDumps();
  const orphans = orphanWatch(() => {
    logger.info("ending: nobody is connected, and there was no configuration that could be used");
    stop();
  });
  const { grpcServer } = await import("./grpc-server.ts");
  const serveConnection = grpcServer(plugin, certificate, stop, () => orphans.adopt());
  listener.deliver((connection) => {
    orphans.connected(connection);
    serveConnection(connection);
  });
  after(tidyAfter, () => void tidy(environment, logger)).unref();
}

/**
 * The server's certificate when the client gives its own in PLUGIN_CLIENT_CERT: mutual TLS. Nomad does not, so the code that
 * makes certificates is loaded only then; without it the socket's directory keeps others out.
 */
async function ownCertificate(environment: Environment): Promise<SelfSigned | undefined> {
  if (!environment["PLUGIN_CLIENT_CERT"]) return undefined;
  const { selfSignedCertificate } = await import("./certificate.ts");
  return selfSignedCertificate(new Date());
}

async function tidy(environment: Environment, logger: Logger): Promise<void> {
  try {
    const { removeLeftovers } = await import("./socket-leftovers.ts");
    await removeLeftovers(socketParents(environment));
  } catch (error) {
    logger.debug("what killed plugins left was not removed", { error: messageOf(error) });
  }
}
