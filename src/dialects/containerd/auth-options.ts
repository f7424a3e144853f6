import { text } from "../../config/checks/values.ts";
import type { OptionTable } from "../../config/table/option.ts";

/** The `auth` block, of the plugin and of a task. */
export const authOptions = {
  username: { type: "string", required: true, check: text, help: "User at the registry.", example: 'username = "ci"' },
  password: { type: "string", required: true, secret: true, check: text, help: "Password.", example: 'password = "…"' },
} as const satisfies OptionTable;
