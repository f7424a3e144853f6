import type { NodeFacts } from "../core/node.ts";
import { integerFromWire } from "./convert-values.ts";
import type { hashicorp } from "./gen/protocol.js";

type WireConfig = hashicorp.nomad.plugins.base.proto.INomadConfig;
type WireCore = hashicorp.nomad.plugins.base.proto.IClientTopologyCore;

/** The node that the agent describes in SetConfig; without a topology nothing is known of it. */
export function nodeFromWire(wire: WireConfig | null | undefined): NodeFacts {
  const topology = wire?.driver?.Topology;
  const cores = topology?.cores ?? [];
  const usable = cores.filter((core) => core.disable !== true);
  // `cpu_total_compute` of the agent: of all cores together, also of those that tasks may not use.
  const override = integerFromWire(topology?.overrideTotalCompute);
  const measured = usable.reduce((total, core) => total + megahertz(core), 0);
  const totalCompute = override > 0 && cores.length > 0 ? (override * usable.length) / cores.length : measured;
  return { usableCores: usable.length, totalCompute };
}

/** Which of a core's speeds counts is Nomad's choice: the guaranteed one, else the highest, else the estimate. */
function megahertz(core: WireCore): number {
  return integerFromWire(core.baseSpeed) || integerFromWire(core.maxSpeed) || integerFromWire(core.guessSpeed);
}
