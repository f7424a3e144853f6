import { describe, expect, test } from "bun:test";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { bitString, generalizedTime, integer, objectIdentifier, octetString, sequence } from "../../src/plugin/asn1.ts";
import { selfSignedCertificate } from "../../src/plugin/certificate.ts";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("asn1", () => {
  test.each([
    ["an integer", integer(Uint8Array.of(0x7f)), "02017f"],
    ["an integer with its high bit set", integer(Uint8Array.of(0x80)), "02020080"],
    ["an integer with zeros in front", integer(Uint8Array.of(0, 0, 5)), "020105"],
    ["zero", integer(Uint8Array.of(0)), "020100"],
    ["an object identifier", objectIdentifier("1.2.840.10045.4.3.2"), "06082a8648ce3d040302"],
    ["an object identifier of small numbers", objectIdentifier("2.5.4.3"), "0603550403"],
    ["bits", bitString(Uint8Array.of(0x84), 2), "03020284"],
    ["a time", generalizedTime(new Date("2026-01-02T03:04:05.678Z")), "180f32303236303130323033303430355a"],
    ["an empty sequence", sequence(), "3000"],
  ])("encodes %s", (_, der, bytes) => {
    expect(hex(der)).toBe(bytes);
  });

  test.each([
    [127, "047f"],
    [128, "048180"],
    [255, "0481ff"],
    [256, "04820100"],
    [70_000, "0483011170"],
  ])("encodes a length of %d", (length, head) => {
    expect(hex(octetString(new Uint8Array(length))).slice(0, head.length)).toBe(head);
  });
});

describe("selfSignedCertificate", () => {
  const now = new Date("2026-01-02T03:04:05.678Z");
  const own = selfSignedCertificate(now);
  const certificate = new X509Certificate(own.pem);

  test("signs itself and fits its key", () => {
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(own.privateKey))).toBe(true);
    expect(Buffer.compare(certificate.raw, own.der)).toBe(0);
  });

  test("is an authority for localhost, of its own day and for years", () => {
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.ca).toBe(true);
    expect(new Date(certificate.validFrom).getTime()).toBe(Date.UTC(2026, 0, 2, 3, 3, 5));
    expect(new Date(certificate.validTo).getFullYear()).toBe(2056);
  });

  test("is another one each time", () => {
    expect(new X509Certificate(selfSignedCertificate(now).pem).serialNumber).not.toBe(certificate.serialNumber);
  });
});
