import { describe, expect, test } from "bun:test";
import { handshakeLine, startedByNomad } from "../../src/plugin/handshake.ts";
import { cookie } from "../lab/plugin-client.ts";

const unix = { network: "unix", address: "/tmp/x/plugin.sock" } as const;

describe("startedByNomad", () => {
  test.each([
    [cookie, true],
    [{}, false],
    [{ NOMAD_PLUGIN_MAGIC_COOKIE: "" }, false],
    [{ NOMAD_PLUGIN_MAGIC_COOKIE: "something else" }, false],
  ])("takes %j as %p", (environment, answer) => {
    expect(startedByNomad(environment)).toBe(answer);
  });
});

describe("handshakeLine", () => {
  test("names protocols, socket and gRPC", () => {
    expect(handshakeLine(unix, {})).toBe("1|2|unix|/tmp/x/plugin.sock|grpc|\n");
  });

  test("names a port", () => {
    expect(handshakeLine({ network: "tcp", address: "127.0.0.1:14000" }, {})).toBe("1|2|tcp|127.0.0.1:14000|grpc|\n");
  });

  test("has the certificate without padding: Go decodes it so", () => {
    expect(handshakeLine(unix, {}, Uint8Array.of(1))).toBe("1|2|unix|/tmp/x/plugin.sock|grpc|AQ\n");
  });

  test("rejects multiplexing, and only when the client asks for it", () => {
    expect(handshakeLine(unix, { PLUGIN_MULTIPLEX_GRPC: "true" })).toBe("1|2|unix|/tmp/x/plugin.sock|grpc||false\n");
    expect(handshakeLine(unix, { PLUGIN_MULTIPLEX_GRPC: "" })).toBe("1|2|unix|/tmp/x/plugin.sock|grpc|\n");
  });
});
