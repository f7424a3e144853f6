import * as v from "valibot";
import type { ReplySchema } from "../http/response.ts";
import { text } from "../http/schema-parts.ts";
import type { NetworkInspect } from "./types.ts";

/** `GET /networks/{name}/json`. */
export const networkInspectSchema: ReplySchema<NetworkInspect> = v.object({
  subnets: v.nullish(v.array(v.object({ subnet: text, gateway: text })), []),
});

/** `GET /networks/json`. */
export const networkNamesSchema: ReplySchema<readonly string[]> = v.pipe(
  v.nullish(v.array(v.object({ name: v.string() })), []),
  v.transform((all) => all.map(({ name }) => name)),
);
