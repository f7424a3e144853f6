import type { StatusObject } from "@grpc/grpc-js";
import { DriverError, isDriverError, messageOf } from "../core/errors.ts";
import { columnText } from "./convert-values.ts";
import { google, hashicorp } from "./gen/early.js";
import { Metadata, status } from "./grpc.ts";

/**
 * Longest text of a status, in UTF-16 units: it travels in an HTTP/2 header, percent-encoded and once more in the
 * details, and clients bound their headers (8 KiB in some, 16 MiB in Go's).
 */
const longestMessage = 2_000;

const recoverableType = "type.googleapis.com/hashicorp.nomad.plugins.shared.structs.RecoverableError";
const detailsTrailer = "grpc-status-details-bin";

/** What a failed call ends with. */
export type FailedStatus = Pick<StatusObject, "code" | "details" | "metadata">;

/**
 * The status of anything that was thrown: UNKNOWN with its message, or FAILED_PRECONDITION with a RecoverableError where
 * another try may succeed. Never UNAVAILABLE or CANCELLED: Nomad's client takes those for a dying plugin.
 */
export function statusOf(error: unknown): FailedStatus {
  const details = headerText(messageOf(error));
  const metadata = new Metadata();
  if (!isDriverError(error) || !error.recoverable) return { code: status.UNKNOWN, details, metadata };
  metadata.set(detailsTrailer, recoverableDetails(details));
  return { code: status.FAILED_PRECONDITION, details, metadata };
}

/** For the calls that the driver lacks; Nomad's client knows what to make of it. */
export function unimplementedStatus(call: string): FailedStatus {
  return { code: status.UNIMPLEMENTED, details: `the podman driver has no ${call}`, metadata: new Metadata() };
}

/** An error for a request that the protocol does not allow. */
export function malformed(call: string, what: string): DriverError {
  return new DriverError("invalidRequest", `${call}: ${what}`);
}

function recoverableDetails(message: string): Buffer {
  const value = hashicorp.nomad.plugins.shared.structs.RecoverableError.encode({ recoverable: true }).finish();
  const details = [{ type_url: recoverableType, value }];
  return Buffer.from(google.rpc.Status.encode({ code: status.FAILED_PRECONDITION, message, details }).finish());
}

/** Lone surrogates would make the header's encoding throw, and with it the answer of the call. */
function headerText(text: string): string {
  const cut = text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
  return columnText(cut).toWellFormed();
}
