/**
 * protobufjs for the generated code, set up so that 64-bit integers are numbers: left to itself it makes objects of them
 * wherever it finds the package `long`.
 */
import { configure, Reader, roots, util, Writer } from "protobufjs/minimal.js";

Object.assign(util, { Long: undefined });
configure();

export { Reader, roots, util, Writer };
