import { fullDisks } from "./full-disks.ts";
import { kills } from "./kills.ts";
import { lifecycles } from "./lifecycles.ts";
import { limits } from "./limits.ts";
import { memoryLimit } from "./memory-limit.ts";
import type { SoakFault } from "./soak-fault.ts";
import { stops } from "./stops.ts";

/** Every promise of the soak that concerns the plugin and its Podman. */
export const soakFaults: readonly SoakFault[] = [...kills, ...stops, ...fullDisks, ...limits, ...memoryLimit, ...lifecycles];
