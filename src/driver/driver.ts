import { validatePluginOptions } from "../config/validate.ts";
import { DriverError } from "../core/errors.ts";
import { unknownNode } from "../core/node.ts";
import { createPodmanClient } from "../podman/client.ts";
import { ActiveConfig } from "./active-config.ts";
import type { Driver, TaskWords } from "./api.ts";
import { execCommand } from "./exec/command.ts";
import { execSession } from "./exec/session.ts";
import { type DriverDeps, DriverParts } from "./parts.ts";
import { recoverTask } from "./start/recover-task.ts";
import { startTask } from "./start/start-task.ts";
import { destroyTask } from "./stop/destroy-task.ts";
import { signalTask } from "./stop/signal-task.ts";
import { stopTask } from "./stop/stop-task.ts";

/** The driver on the real machine. */
export function createDriver(deps: Omit<DriverDeps, "connect" | "userId">): Driver {
  return podmanDriver({
    ...deps,
    userId: process.getuid?.() ?? 0,
    connect: (socketPath, requestTimeoutMilliseconds) =>
      createPodmanClient({ socketPath, requestTimeoutMilliseconds, logger: deps.logger }),
  });
}

const ownWords: TaskWords = { warnings: [], reworded: (message) => message };

/** The driver: one method per use case, each in a file of its own. Nothing is connected before SetConfig. */
export function podmanDriver(deps: DriverDeps): Driver {
  let active: ActiveConfig | undefined;
  const parts = new DriverParts(deps, () => active?.services.all ?? []);
  const { store, pool, joined, events, leftovers, imageGarbage, failedStarts, failedRecoveries, networks, logs, agent } = parts;
  const { clock, logger, driverName } = deps;

  const setConfig: Driver["setConfig"] = (options, node) => {
    active?.close();
    active = new ActiveConfig(options, node, parts);
    parts.closeUnused();
    imageGarbage.configure({ options: options.gc, services: options.enabled ? active.services.all : [] });
  };

  /** What SetConfig created; a client that never sends it gets the defaults. */
  const current = (): ActiveConfig => {
    if (active === undefined) setConfig(validatePluginOptions({}), unknownNode);
    return active as ActiveConfig;
  };

  const enabled = (): ActiveConfig => {
    const found = current();
    if (found.options.enabled) return found;
    const text = `the ${driverName} driver is disabled on this node: enabled = false in the plugin configuration`;
    throw new DriverError("notAllowed", text);
  };

  const useCase = ({ options: plugin, services, images }: ActiveConfig) => {
    return { plugin, driverName, services, images, store, failedStarts, networks, logs, events, logger, clock };
  };

  return {
    setConfig,

    get logCollectionDisabled() {
      return active?.options.disable_log_collection ?? false;
    },

    async *fingerprint(signal) {
      yield* agent.during(current().fingerprinter.stream(signal), signal);
    },

    async startTask(config, signal, words = ownWords) {
      current();
      const notRecovered = failedRecoveries.take(config);
      if (notRecovered !== undefined) events.emit(config, `Not recovered after the agent's start: ${notRecovered}`);
      return parts.claimed(config.id, async () => {
        const start = () => startTask(config, { ...useCase(enabled()), words }, signal);
        const { task, response } = await failedStarts.endingLogReaders(config, start);
        parts.add(task);
        return response;
      });
    },

    async recoverTask(handle) {
      const { id } = handle.config;
      if (store.has(id)) return;
      // Also when it fails: the sweep then knows the container for ours, on a node that lost its power with all tasks.
      store.allocatedIn(handle.config.allocDir);
      const config = enabled();
      await parts.claimed(id, async () => {
        const task = await failedRecoveries.noting(handle.config, () => recoverTask(handle, useCase(config)));
        parts.add(task);
        void pool.watcher(task.service).catchUp(task);
      });
    },

    waitTask: async (taskId, signal) => store.get(taskId).exit(signal),

    async stopTask(taskId, timeoutMilliseconds, signalText) {
      const task = store.get(taskId);
      const watcher = pool.watcher(task.service);
      joined.stopping(task);
      await stopTask(task, timeoutMilliseconds, signalText, { clock, logger, events, watcher });
    },

    async destroyTask(taskId, force) {
      const task = store.get(taskId);
      const removeContainer = current().options.gc.container;
      const watcher = pool.watcher(task.service);
      await destroyTask(task, force, { clock, leftovers, watcher, removeContainer });
      store.delete(taskId);
      task.log.forget();
      void imageGarbage.release(task);
      parts.closeUnused();
    },

    inspectTask: (taskId) => store.get(taskId).status(),

    async *taskStats(taskId, intervalMilliseconds, signal) {
      const task = store.get(taskId);
      yield* current().stats(task, intervalMilliseconds, signal);
    },

    taskEvents: (signal) => events.listen(signal),
    signalTask: async (taskId, signalText) => signalTask(store.get(taskId), signalText),

    execTask: async (taskId, command, timeoutMilliseconds, signal) =>
      execCommand(parts.exec(taskId), command, timeoutMilliseconds, signal),

    execTaskStreaming: async (request, streams, signal) => execSession(parts.exec(request.taskId), request, streams, signal),

    createNetwork: async (allocId, hostname) => {
      enabled();
      return parts.groupNetworks.create(allocId, hostname);
    },
    destroyNetwork: (allocId) => parts.groupNetworks.destroy(allocId),

    async shutdown() {
      for (const task of store.all()) task.log.abandon();
      active?.close();
      active = undefined;
      await parts.close();
    },
  };
}
