import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import {
  bitString,
  boolean,
  contextConstructed,
  contextPrimitive,
  type Der,
  generalizedTime,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  utf8String,
} from "./asn1.ts";

/** A certificate that signs itself, and its key. */
export interface SelfSigned {
  readonly der: Uint8Array;
  readonly pem: string;
  /** PKCS #8, PEM. Never leaves the process. */
  readonly privateKey: string;
}

/** The name that go-plugin's client expects of the server. */
const host = "localhost";

const identifiers = {
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  commonName: "2.5.4.3",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  extendedKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;

/** The clocks of client and plugin are the same; the margin is for one that is being set. */
const validBefore = 60_000;
/** The plugin may run for as long as the node does: 30 years. */
const validFor = 30 * 365.25 * 86_400_000;

/** A fresh P-256 certificate for `localhost`, good for both sides of a connection: go-plugin's mutual TLS. */
export function selfSignedCertificate(now: Date): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(objectIdentifier(identifiers.ecdsaWithSha256));
  const name = sequence(set(sequence(objectIdentifier(identifiers.commonName), utf8String(host))));
  const validity = sequence(
    generalizedTime(new Date(now.getTime() - validBefore)),
    generalizedTime(new Date(now.getTime() + validFor)),
  );
  const version3 = contextConstructed(0, integer(Uint8Array.of(2)));
  const content = sequence(
    version3,
    integer(randomBytes(16)),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: "spki", format: "der" }),
    contextConstructed(3, extensions()),
  );
  const der = sequence(content, algorithm, bitString(sign("sha256", content, privateKey)));
  return { der, pem: pem(der), privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
}

function extensions(): Der {
  const digitalSignature = 0x80;
  const certificateSigning = 0x04;
  return sequence(
    extension(identifiers.basicConstraints, true, sequence(boolean(true))),
    extension(identifiers.keyUsage, true, bitString(Uint8Array.of(digitalSignature | certificateSigning), 2)),
    extension(
      identifiers.extendedKeyUsage,
      false,
      sequence(objectIdentifier(identifiers.serverAuth), objectIdentifier(identifiers.clientAuth)),
    ),
    extension(identifiers.subjectAltName, false, sequence(contextPrimitive(2, Buffer.from(host)))),
  );
}

function extension(identifier: string, critical: boolean, value: Der): Der {
  const flag = critical ? [boolean(true)] : [];
  return sequence(objectIdentifier(identifier), ...flag, octetString(value));
}

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
