import type { TaskOptions } from "../../config/task-options/task-options.ts";
import type { ImageInspect } from "../../podman/images/schema.ts";

type Platform = Pick<TaskOptions, "arch" | "os" | "variant">;

/** Other names of architectures that Podman understands. */
const otherNames: Readonly<Record<string, string>> = { x86_64: "amd64", "x86-64": "amd64", aarch64: "arm64" };

/** Whether the task asks for a platform: the image's name alone then does not say whether a local one is the right one. */
export function platformSet({ arch, os, variant }: Platform): boolean {
  return arch !== undefined || os !== undefined || variant !== undefined;
}

/**
 * The warning for an image of another platform than the task asks for: Podman takes it all the same when the registry
 * has the image for one platform only. Undefined when all is well.
 */
export function platformWarning(reference: string, wanted: Platform, image: ImageInspect | undefined): string | undefined {
  if (image === undefined) return undefined;
  const arch = wanted.arch === undefined ? undefined : (otherNames[wanted.arch] ?? wanted.arch);
  if ((arch ?? image.architecture) === image.architecture && (wanted.os ?? image.os) === image.os) return undefined;
  const asked = [wanted.os, wanted.arch, wanted.variant].filter((part) => part !== undefined).join("/");
  return `image ${reference} is for ${image.os}/${image.architecture}, not ${asked}: the registry has it for that platform only`;
}
