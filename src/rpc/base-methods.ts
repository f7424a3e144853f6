import { hashicorp } from "./gen/early.js";
import { method } from "./method.ts";

const base = hashicorp.nomad.plugins.base.proto;
const path = "/hashicorp.nomad.plugins.base.proto.BasePlugin";

/** The service BasePlugin. */
export const baseMethods = {
  PluginInfo: method(`${path}/PluginInfo`, "unary", base.PluginInfoRequest, base.PluginInfoResponse),
  ConfigSchema: method(`${path}/ConfigSchema`, "unary", base.ConfigSchemaRequest, base.ConfigSchemaResponse),
  SetConfig: method(`${path}/SetConfig`, "unary", base.SetConfigRequest, base.SetConfigResponse),
} as const;
