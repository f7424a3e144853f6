import type { MethodDefinition } from "@grpc/grpc-js";
import type { Reader, Writer } from "protobufjs";

/** A generated message class: what it takes to encode (fields may be missing), and what it decodes to. */
export interface MessageType<Fields, Message extends Fields> {
  encode(message: Fields, writer?: Writer): Writer;
  decode(bytes: Reader | Uint8Array, length?: number): Message;
}

/** Which side of a call is a stream. */
export type Streaming = "unary" | "server" | "both";

/** A method of a service as grpc-js wants it, for both sides of the call. */
export interface Method<Request, Response, Kind extends Streaming> extends MethodDefinition<Request, Response> {
  readonly kind: Kind;
}

export function method<Request, RequestMessage extends Request, Fields, Response extends Fields, Kind extends Streaming>(
  path: string,
  kind: Kind,
  request: MessageType<Request, RequestMessage>,
  response: MessageType<Fields, Response>,
): Method<Request, Response, Kind> {
  return {
    path,
    kind,
    requestStream: kind === "both",
    responseStream: kind !== "unary",
    requestSerialize: (message) => bufferOf(request.encode(message).finish()),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => bufferOf(response.encode(message).finish()),
    responseDeserialize: (bytes) => response.decode(bytes),
  };
}

/** The same bytes as the Buffer that grpc-js needs, without a copy. */
function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
