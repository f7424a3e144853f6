import type { MethodDefinition } from "@grpc/grpc-js";
import type { Reader, Writer } from "protobufjs";

/** A generated message class. */
export interface MessageType<Message> {
  encode(message: Message, writer?: Writer): Writer;
  decode(bytes: Reader | Uint8Array, length?: number): Message;
}

/** Which side of a call is a stream. */
export type Streaming = "unary" | "server" | "both";

/** A method of a service as grpc-js wants it, for both sides of the call. */
export function method<Request, Response>(
  path: string,
  streaming: Streaming,
  request: MessageType<Request>,
  response: MessageType<Response>,
): MethodDefinition<Request, Response> {
  return {
    path,
    requestStream: streaming === "both",
    responseStream: streaming !== "unary",
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
