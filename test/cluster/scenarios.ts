import type { Scenario } from "./scenario.ts";
import { batchEnd } from "./scenarios/batch-end.ts";
import { crowdedPull } from "./scenarios/crowded-pull.ts";
import { disconnect } from "./scenarios/disconnect.ts";
import { drain } from "./scenarios/drain.ts";
import { nodeLoss } from "./scenarios/node-loss.ts";
import { pluginExchange } from "./scenarios/plugin-exchange.ts";
import { rollingUpdate } from "./scenarios/rolling-update.ts";

/** In this order: a drained node and those that were lost have no tasks of the shared service any more. */
export const scenarios: readonly Scenario[] = [
  rollingUpdate,
  pluginExchange,
  drain,
  nodeLoss,
  disconnect,
  batchEnd,
  crowdedPull,
];
