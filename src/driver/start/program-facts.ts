import { closeSync, fstatSync } from "node:fs";
import { posix } from "node:path";
import { holdBelow, holdTrusted, namesBelow } from "../../platform/below-allocation.ts";
import { timeoutSignal } from "../../platform/timers.ts";
import { isRelative, type ProgramFacts, type ProgramFile, writtenProgram } from "../../translate/errors/rejected-program.ts";
import { parseImage } from "../../translate/images/image-ref.ts";
import { taskDirectory } from "../../translate/input/spec-input.ts";
import type { StartPlan } from "./plan.ts";

/** How long Podman may take to say what the image's working directory is, in milliseconds. */
const inspectTimeout = 5_000;

/** What the node knows of a program that could not be started. Never rejects: the message does without. */
export async function programFacts(plan: StartPlan): Promise<ProgramFacts> {
  const program = writtenProgram(plan.options);
  if (program?.includes("/") !== true) return {};
  const workingDirectory = isRelative(program) ? await workingDirectoryOf(plan) : undefined;
  return { workingDirectory, file: mountedFile(plan, posix.resolve(workingDirectory ?? "/", program)) };
}

async function workingDirectoryOf({ options, task, service }: StartPlan): Promise<string | undefined> {
  if (options.working_dir !== undefined) return options.working_dir;
  if (options.image === undefined) return undefined;
  const image = parseImage(options.image, taskDirectory(task));
  if (image.kind !== "registry") return undefined;
  const found = await service.client.images
    .inspect(image.reference, { signal: timeoutSignal(inspectTimeout) })
    .catch(() => undefined);
  return found?.workingDirectory;
}

/** The file that a mount brings to that path of the container; undefined when none does. */
function mountedFile({ task, spec }: StartPlan, path: string): ProgramFile | undefined {
  const [mount] = (spec.mounts ?? [])
    .filter(({ type, destination }) => type === "bind" && namesBelow(destination, path) !== undefined)
    .sort((a, b) => b.destination.length - a.destination.length);
  if (mount === undefined) return undefined;
  const source = posix.join(mount.source, posix.relative(mount.destination, path));
  const names = namesBelow(task.allocDir, source);
  try {
    const held = names === undefined ? holdTrusted(source) : holdBelow(task.allocDir, names);
    const facts = fstatSync(held);
    closeSync(held);
    return { directory: facts.isDirectory(), mode: facts.mode & 0o7777, owner: facts.uid };
  } catch {
    return undefined;
  }
}
