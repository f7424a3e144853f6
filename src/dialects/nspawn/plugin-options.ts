import { flag } from "../../config/checks/values.ts";
import { pluginServiceOptions } from "../../config/plugin-options/service-options.ts";
import type { OptionTable } from "../../config/table/option.ts";

/** Every option of `plugin "nspawn" { config { … } }`; `origin: "more"` is ours. */
export const nspawnPluginOptions = {
  enabled: { ...pluginServiceOptions.enabled, origin: undefined },
  volumes: {
    type: "bool",
    default: "true",
    check: flag,
    help: "Let jobs mount Nomad's volumes. bind and bind_read_only are allowed either way, as in the nspawn driver.",
    example: "volumes = false",
  },
  socket_path: { ...pluginServiceOptions.socket_path, origin: "more" },
  socket: { ...pluginServiceOptions.socket, origin: "more" },
  client_http_timeout: { ...pluginServiceOptions.client_http_timeout, origin: "more" },
  stats_interval: { ...pluginServiceOptions.stats_interval, origin: "more" },
} as const satisfies OptionTable;
