import type { ClientDuplexStream, ServiceError } from "@grpc/grpc-js";
import { type ChannelCredentials, Client, Metadata } from "@grpc/grpc-js";
import type { Method, Streaming } from "../../src/rpc/method.ts";

/** What ends a call early. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

type Call<Type> =
  Type extends Method<infer Request, infer Response, infer Kind>
    ? Kind extends "unary"
      ? (request: Request, options?: CallOptions) => Promise<Response>
      : Kind extends "server"
        ? (request: Request, options?: CallOptions) => AsyncIterable<Response>
        : (options?: CallOptions) => ClientDuplexStream<Request, Response>
    : never;

/** The calls of a service: a promise, an async iterable (its errors are thrown) or a duplex stream each. */
export type ServiceClient<Methods> = { readonly [Name in keyof Methods]: Call<Methods[Name]> };

type AnyMethod = Method<unknown, unknown, Streaming>;

/** A typed client of the methods, over one connection. An error is grpc-js's ServiceError. */
export function serviceClient<Methods extends object>(connection: Client, methods: Methods): ServiceClient<Methods> {
  const calls = Object.entries(methods).map(([name, method]) => [name, callOf(connection, method as AnyMethod)]);
  return Object.fromEntries(calls) as ServiceClient<Methods>;
}

/** A connection to a plugin; close() ends it. */
export function connect(target: string, credentials: ChannelCredentials): Client {
  return new Client(target, credentials, {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
    // The certificate of go-plugin's mutual TLS is for this name.
    "grpc.ssl_target_name_override": "localhost",
    "grpc.default_authority": "localhost",
  });
}

function callOf(connection: Client, method: AnyMethod): unknown {
  const { path, requestSerialize, responseDeserialize } = method;
  switch (method.kind) {
    case "unary":
      return (request: unknown, options: CallOptions = {}) =>
        new Promise((resolve, reject) => {
          const done = (error: ServiceError | null, response?: unknown) => (error ? reject(error) : resolve(response));
          const call = connection.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, new Metadata(), done);
          options.signal?.addEventListener("abort", () => call.cancel());
        });
    case "server":
      return (request: unknown, options: CallOptions = {}) => {
        const call = connection.makeServerStreamRequest(path, requestSerialize, responseDeserialize, request);
        options.signal?.addEventListener("abort", () => call.cancel());
        return call;
      };
    case "both":
      return (options: CallOptions = {}) => {
        const call = connection.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
        options.signal?.addEventListener("abort", () => call.cancel());
        return call;
      };
  }
}
