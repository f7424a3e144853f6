import { memoryText } from "../../core/byte-size.ts";
import { invalidOption, optionMessage } from "../../core/option-error.ts";
import type { MemoryLimits } from "../../podman/containers/spec-generator.ts";
import { asWritten, type SpecInput, type WarningSink } from "../input/spec-input.ts";
import { wideNumber } from "./wide-number.ts";

const mebibyte = 1024 ** 2;
const noLimit = -1;

/**
 * Hard and soft memory limits: without memory_max the limit is `resources.memory`; with it the limit is memory_max and
 * the reservation the lower of memory and memory_reservation; memory_max = -1 is no limit. Only what was set is sent.
 *
 * @throws DriverError `invalidConfig`.
 */
export function memoryLimits(input: SpecInput, warn: WarningSink): MemoryLimits | undefined {
  const { options, host } = input;
  const { limit, reservation } = hardAndSoft(input);
  const limits: MemoryLimits = {
    ...(limit === undefined ? {} : { limit }),
    ...(reservation === undefined ? {} : { reservation: capped(input, reservation, limit, warn) }),
    ...swapLimit(input, limit),
    ...swappiness(options.memory_swappiness, host.cgroupVersion, warn),
  };
  return Object.keys(limits).length > 0 ? limits : undefined;
}

interface HardAndSoft {
  readonly limit: number | undefined;
  readonly reservation: number | undefined;
}

function hardAndSoft(input: SpecInput): HardAndSoft {
  const { memoryMb, memoryMaxMb, linux } = input.task.resources;
  const memory = memoryMb > 0 ? memoryMb * mebibyte : linux.memoryLimitBytes > 0 ? linux.memoryLimitBytes : undefined;
  const reserved = input.options.memory_reservation;
  if (memoryMaxMb === noLimit) return { limit: undefined, reservation: lower(memory, reserved) };
  if (memoryMaxMb > 0) return { limit: memoryMaxMb * mebibyte, reservation: lower(memory, reserved) };
  return { limit: memory, reservation: reserved };
}

function lower(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.min(a, b);
}

/** The hard limit takes precedence, as the driver's documentation always said; Podman refuses such a pair on cgroup v1. */
function capped(input: SpecInput, reservation: number, limit: number | undefined, warn: WarningSink): number {
  if (limit === undefined || reservation <= limit) return reservation;
  const why = `above the memory limit of ${memoryText(limit)}: the limit is used for both`;
  warn(optionMessage("memory_reservation", asWritten(input, "memory_reservation"), why));
  return limit;
}

/**
 * What the kernel takes for no limit on cgroup v1. Podman compares swap with memory there, so -1 would be refused as too
 * small (4.3.1; pinned in test/options).
 */
const largestLimit = wideNumber("9223372036854775807");

/** `memory_swap` is memory plus swap, in bytes; -1 is unlimited. */
function swapLimit(input: SpecInput, limit: number | undefined): Pick<MemoryLimits, "swap"> {
  const swap = input.options.memory_swap;
  if (swap === undefined) return {};
  if (swap === noLimit) {
    if (input.host.cgroupVersion === "v2") return { swap };
    return limit === undefined ? {} : { swap: largestLimit };
  }
  if (limit === undefined)
    throw invalidOption("memory_swap", asWritten(input, "memory_swap"), "the task has no memory limit to add swap to");
  if (swap < limit) {
    throw invalidOption(
      "memory_swap",
      asWritten(input, "memory_swap"),
      `it is memory plus swap, so it must be at least the memory limit of ${memoryText(limit)}; -1 is unlimited`,
    );
  }
  return { swap };
}

function swappiness(value: number | undefined, cgroup: "v1" | "v2", warn: WarningSink): Pick<MemoryLimits, "swappiness"> {
  if (value === undefined) return {};
  if (cgroup === "v1") return { swappiness: value };
  warn("memory_swappiness has no effect: cgroup v2 knows no swappiness of a single group");
  return {};
}
