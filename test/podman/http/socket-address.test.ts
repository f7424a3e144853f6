import { expect, test } from "bun:test";
import { parseSocketAddress } from "../../../src/podman/http/socket-address.ts";

const unix = { kind: "unix", path: "/run/podman/podman.sock" };

test.each([
  ["unix:///run/podman/podman.sock", unix],
  ["unix://run/podman/podman.sock", unix],
  ["unix:/run/podman/podman.sock", unix],
  ["UNIX:///run/podman/podman.sock", unix],
  ["/run/podman/podman.sock", unix],
  ["tcp://127.0.0.1:8080", { kind: "tcp", host: "127.0.0.1", port: 8080 }],
  ["tcp://podman.example:8080/", { kind: "tcp", host: "podman.example", port: 8080 }],
  ["http://localhost:1", { kind: "tcp", host: "localhost", port: 1 }],
  ["tcp://[::1]:8080", { kind: "tcp", host: "::1", port: 8080 }],
])("parseSocketAddress reads %s", (text, address) => {
  expect(parseSocketAddress(text)).toEqual(address as ReturnType<typeof parseSocketAddress>);
});

test.each([
  "",
  "/",
  "run/podman.sock",
  "unix:",
  "unix://",
  "unix:///",
  `/${"x".repeat(107)}`,
  "/a\0b",
  "tcp://host",
  "tcp://:80",
  "tcp://host:0",
  "tcp://host:65536",
  "tcp://user@host:80",
  "tcp://host:80/path",
  "https://host:80",
  "ssh://host/run/podman.sock",
])("parseSocketAddress refuses %j and names it", (text) => {
  const shown = text.replaceAll("\0", "\\0");
  expect(() => parseSocketAddress(text)).toThrow(
    expect.objectContaining({ code: "invalidConfig", message: expect.stringContaining(`"${shown}"`) }),
  );
});
