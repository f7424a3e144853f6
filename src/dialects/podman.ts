import { isRecord } from "../config/checks/values.ts";
import { pluginOptionTable } from "../config/plugin-options/plugin-options.ts";
import { taskOptionTable } from "../config/task-options/task-options.ts";
import { taskProblemsBeforeInterpolation, validatePluginOptions } from "../config/validate.ts";
import { pluginWarnings } from "../config/warnings.ts";
import { podmanDriverName } from "../core/names.ts";
import type { Dialect } from "./api.ts";

/** The Podman driver's own options, which need no translation. */
export const podman: Dialect = {
  name: podmanDriverName,
  pluginTable: pluginOptionTable,
  taskTable: taskOptionTable,
  makesGroupNetworks: false,
  configure: (body) => ({ options: validatePluginOptions(body), warnings: pluginWarnings(body) }),
  problems: taskProblemsBeforeInterpolation,
  ownTask: (body, { user, env, dns, networkIsolation, resources }) => ({
    body: isRecord(body) ? body : {},
    user,
    env,
    dns,
    networkIsolation,
    resources,
    warnings: [],
    reworded: (message) => message,
  }),
  around: (driver) => driver,
};
