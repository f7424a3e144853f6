import type { AttributeValue, Fingerprint, Health } from "../core/task-status.ts";
import { columnText, integerFromWire } from "./convert-values.ts";
import type { hashicorp } from "./gen/protocol.js";

type WireFingerprint = hashicorp.nomad.plugins.drivers.proto.IFingerprintResponse;
type WireAttribute = hashicorp.nomad.plugins.shared.structs.IAttribute;

/** In the order of the enum of the protocol. */
const healths: readonly Health[] = ["undetected", "unhealthy", "healthy"];

/** What Nomad's client makes node attributes of. */
export function fingerprintToWire(fingerprint: Fingerprint): WireFingerprint {
  const attributes = Object.entries(fingerprint.attributes).map(([name, value]) => [name, attributeToWire(value)]);
  return {
    attributes: Object.fromEntries(attributes),
    health: healths.indexOf(fingerprint.health),
    healthDescription: columnText(fingerprint.description),
  };
}

function attributeToWire(value: AttributeValue): WireAttribute {
  switch (typeof value) {
    case "string":
      return { stringVal: value };
    case "boolean":
      return { boolVal: value };
    case "number":
      return Number.isInteger(value) ? { intVal: integerFromWire(value) } : { floatVal: value };
  }
}
