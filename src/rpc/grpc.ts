/**
 * The part of grpc-js that a server needs, module by module: its index also evaluates the client, the resolvers and the load
 * balancers, which costs a start of some 10 ms another millisecond. Types are taken from the index: they cost nothing.
 */
export { Status as status } from "@grpc/grpc-js/build/src/constants.js";
export { Metadata } from "@grpc/grpc-js/build/src/metadata.js";
export { Server } from "@grpc/grpc-js/build/src/server.js";
export { ServerCredentials } from "@grpc/grpc-js/build/src/server-credentials.js";
