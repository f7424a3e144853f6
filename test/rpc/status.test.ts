import { describe, expect, test } from "bun:test";
import { status } from "@grpc/grpc-js";
import fc from "fast-check";
import { type ErrorCode, errorCodes } from "../../src/core/error-codes.ts";
import { DriverError, taskNotFound } from "../../src/core/errors.ts";
import { google, hashicorp } from "../../src/rpc/gen/protocol.js";
import { statusOf, unimplementedStatus } from "../../src/rpc/status.ts";

const details = (failed: ReturnType<typeof statusOf>) => failed.metadata.get("grpc-status-details-bin")[0];

describe("statusOf", () => {
  test.each(Object.keys(errorCodes) as ErrorCode[])("turns %s into UNKNOWN with the message", (code) => {
    const failed = statusOf(new DriverError(code, "why and what to do"));
    expect(failed.code).toBe(status.UNKNOWN);
    expect(failed.details).toBe("why and what to do");
    expect(details(failed)).toBeUndefined();
  });

  test.each(Object.keys(errorCodes) as ErrorCode[])("adds the detail that Nomad looks for to a recoverable %s", (code) => {
    const failed = statusOf(new DriverError(code, "the registry is away", { recoverable: true }));
    expect(failed.code).toBe(status.FAILED_PRECONDITION);
    const wire = google.rpc.Status.decode(details(failed) as Buffer);
    expect(wire.code).toBe(status.FAILED_PRECONDITION);
    expect(wire.message).toBe("the registry is away");
    const [detail] = wire.details;
    expect(detail?.type_url).toBe("type.googleapis.com/hashicorp.nomad.plugins.shared.structs.RecoverableError");
    const { RecoverableError } = hashicorp.nomad.plugins.shared.structs;
    expect(RecoverableError.decode(detail?.value ?? new Uint8Array()).recoverable).toBe(true);
  });

  test("keeps the text that Nomad compares with", () => {
    expect(statusOf(taskNotFound()).details).toBe("task not found for given id");
  });

  test("makes one line of many", () => {
    expect(statusOf(new Error("first\n  second")).details).toBe("first second");
  });

  test("turns anything thrown into a well-formed message that fits a header", () => {
    fc.assert(
      fc.property(fc.anything(), fc.string({ unit: "binary", maxLength: 2500 }), (thing, text) => {
        for (const failed of [statusOf(thing), statusOf(new Error(text)), statusOf(`${text}\ud800`)]) {
          expect(failed.code).toBe(status.UNKNOWN);
          expect(failed.details.length).toBeLessThanOrEqual(2001);
          expect(() => encodeURI(failed.details)).not.toThrow();
        }
      }),
      { numRuns: 30 },
    );
  });
});

test("unimplementedStatus names the call", () => {
  expect(unimplementedStatus("Init")).toMatchObject({ code: status.UNIMPLEMENTED, details: "the podman driver has no Init" });
});
