import type { OptionValues } from "../../config/table/option.ts";
import { invalidOption } from "../../core/option-error.ts";
import { hasGroupNetwork } from "../../core/task-config.ts";
import type { TaskContext } from "../api.ts";
import type { OwnOptions } from "../own-options.ts";
import type { nspawnTaskOptions } from "./task-options.ts";

type TaskOptions = OptionValues<typeof nspawnTaskOptions>;

/** Users of a task, as many as nspawn gives. */
const defaultSize = 65_536;

/**
 * The users that the task's are on the node.
 *
 * @returns warnings
 */
export function setUsers(own: OwnOptions, options: TaskOptions, context: TaskContext, isDirectory: boolean): readonly string[] {
  const { user_namespacing, private_users, private_users_ownership } = options;
  // nspawn does without in a network namespace that somebody else made.
  const inGroup = hasGroupNetwork(context);
  const users = inGroup || !user_namespacing ? "no" : (private_users ?? "pick");
  if (users === "no") {
    own.set("userns", "host", "private_users", users);
    return [];
  }
  if (users === "pick" || users === "yes") {
    if (!isDirectory) own.set("userns", `auto:size=${defaultSize}`, "private_users", users);
    else if (private_users !== undefined) {
      throw invalidOption(
        "private_users",
        users,
        'is possible only with image_download; for a directory give the first user, such as "700000:65536"',
      );
    } else {
      own.set("userns", "host", "private_users", users);
      return [
        "the task's root is the node's root: Podman picks users only for images, so private_users has no effect on a directory; set private_users to the first of them, such as \"700000:65536\", or user_namespacing = false",
      ];
    }
    return [];
  }
  const [first = "0", size = String(defaultSize)] = users === "identity" ? ["0"] : users.split(":");
  own.set("uidmap", [`0:${first}:${size}`], "private_users", users);
  own.set("gidmap", [`0:${first}:${size}`], "private_users", users);
  if (isDirectory && private_users_ownership === "map") own.set("rootfs_idmap", true, "private_users_ownership", "map");
  return [];
}
