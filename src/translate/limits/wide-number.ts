import { DriverError } from "../../core/errors.ts";
import type { UnlimitedNumber } from "../../podman/containers/spec-generator.ts";

/** A whole number for JSON with all its digits, beyond what a JavaScript number holds. */
export function wideNumber(digits: string): UnlimitedNumber {
  return { toJSON: () => rawJson(digits) };
}

/** `JSON.rawJSON` of ECMAScript's JSON.parse source text access; TypeScript's library does not name it yet. */
function rawJson(text: string): unknown {
  const json: object = JSON;
  if ("rawJSON" in json && typeof json.rawJSON === "function") return json.rawJSON(text);
  throw new DriverError("internal", "this JavaScript engine has no JSON.rawJSON");
}
