import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import type { Logger } from "../core/logger.ts";
import type { Dialect } from "../dialects/api.ts";
import type { Driver } from "../driver/api.ts";
import { nodeFromWire } from "./convert-node.ts";
import { hashicorp } from "./gen/early.js";
import { unary } from "./handlers.ts";
import { method } from "./method.ts";

const base = hashicorp.nomad.plugins.base.proto;
const path = "/hashicorp.nomad.plugins.base.proto.BasePlugin";

/** The calls of the service BasePlugin. */
export const baseMethods = {
  PluginInfo: method(`${path}/PluginInfo`, "unary", base.PluginInfoRequest, base.PluginInfoResponse),
  ConfigSchema: method(`${path}/ConfigSchema`, "unary", base.ConfigSchemaRequest, base.ConfigSchemaResponse),
  SetConfig: method(`${path}/SetConfig`, "unary", base.SetConfigRequest, base.SetConfigResponse),
} as const;

type SetConfigRequest = hashicorp.nomad.plugins.base.proto.ISetConfigRequest;

/** The version of Nomad's plugin interface that is spoken. */
const pluginApiVersion = "v0.1.0";

/** What the service needs of the rest of the plugin. */
export interface BaseDeps {
  readonly version: string;
  /** What jobs call the driver. */
  readonly driverName: string;
  /** Asked for when its tables are needed. */
  readonly dialect: () => Promise<Dialect>;
  readonly logger: Logger;
  /** Asked for when the configuration comes. */
  readonly driver: () => Promise<Driver>;
  /** Called after every configuration. */
  readonly configured: () => void;
}

/** The service BasePlugin. */
export function baseService(deps: BaseDeps): UntypedServiceImplementation {
  const { version, driverName, dialect, logger, driver, configured } = deps;
  return {
    PluginInfo: unary("PluginInfo", logger, () => ({
      type: base.PluginType.DRIVER,
      pluginApiVersions: [pluginApiVersion],
      pluginVersion: version,
      name: driverName,
    })),
    ConfigSchema: unary("ConfigSchema", logger, async () => {
      const [{ hclSpec }, { pluginTable }] = await Promise.all([import("../codec/hclspec.ts"), dialect()]);
      return { spec: hclSpec(pluginTable) };
    }),
    SetConfig: unary("SetConfig", logger, async (request: SetConfigRequest) => {
      const [{ decodeMsgpack }, { configure }] = await Promise.all([import("../codec/msgpack.ts"), dialect()]);
      // An agent without a plugin block for the driver sends no bytes at all.
      const body = request.msgpackConfig?.length ? decodeMsgpack(request.msgpackConfig) : null;
      const { options, warnings } = configure(body);
      for (const warning of warnings) logger.warn(warning);
      (await driver()).setConfig(options, nodeFromWire(request.nomadConfig));
      configured();
      return {};
    }),
  };
}
