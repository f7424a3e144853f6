import { normalize } from "node:path";
import { notAllowedOption } from "../../core/option-error.ts";
import { parseImage } from "../images/image-ref.ts";
import { type SpecInput, taskDirectory } from "../input/spec-input.ts";
import { isWithin } from "../mounts/host-path.ts";

const why = "volumes are not enabled: set volumes { enabled = true } in the plugin configuration";

/**
 * Refuses files of the node that a job names elsewhere than in a mount, and volumes that jobs share by their name.
 *
 * @throws DriverError `notAllowed`
 */
export function checkFiles({ options, task }: SpecInput): void {
  const { init_path, image = "" } = options;
  if (init_path !== undefined && init_path !== "") throw notAllowedOption("init_path", init_path, why);
  const source = parseImage(image, taskDirectory(task));
  if (source.kind === "archive-file" && !isWithin(normalize(task.allocDir), normalize(source.path))) {
    throw notAllowedOption("image", image, why);
  }
  for (const block of [...options.mount, ...options.mounts]) {
    const named = block.type === "volume" && (block.source ?? "") !== "" && !block.source?.includes("/");
    if (named) throw notAllowedOption("mount.source", block.source, `it is a volume that other jobs can mount too; ${why}`);
  }
}
