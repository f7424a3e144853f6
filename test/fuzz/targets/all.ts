import type { Target } from "../target.ts";
import { fileTargets } from "./files.ts";
import { grpcTargets } from "./grpc.ts";
import { kernelTargets } from "./kernel.ts";
import { optionTargets } from "./options.ts";
import { podmanTargets } from "./podman.ts";
import { podmanCallTargets } from "./podman-calls.ts";
import { textTargets } from "./texts.ts";
import { wireTargets } from "./wire.ts";

/** Every target, by its name unique. */
export const allTargets: readonly Target[] = [
  ...optionTargets,
  ...wireTargets,
  ...podmanTargets,
  ...podmanCallTargets,
  ...fileTargets,
  ...kernelTargets,
  ...textTargets,
  ...grpcTargets,
];
