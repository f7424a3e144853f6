import { describe, expect, test } from "bun:test";
import { closeSync, openSync, readSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { hclogLine, hclogLogger, stderrSink } from "../../src/plugin/hclog.ts";

const time = new Date("2026-01-02T03:04:05.678Z");

describe("hclogLine", () => {
  test("is the object that go-plugin's client takes apart", () => {
    const line = hclogLine("info", "podman.logs", "started", { task: "t", count: 2, done: false, nothing: undefined }, time);
    expect(JSON.parse(line)).toEqual({
      "@level": "info",
      "@message": "started",
      "@module": "podman.logs",
      "@timestamp": "2026-01-02T03:04:05.678000Z",
      task: "t",
      count: 2,
      done: false,
    });
  });

  test("is one line below go-plugin's limit, whatever the message", () => {
    const field = fc.dictionary(fc.string(), fc.string({ unit: "binary", maxLength: 200 }), { noNullPrototype: true });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), field, (message, fields) => {
        const line = hclogLine("debug", "podman", message, fields, time);
        expect(line.indexOf("\n")).toBe(line.length - 1);
        expect(JSON.parse(line)).toMatchObject({ "@level": "debug", "@module": "podman", "@message": message });
      }),
    );
    const longest = hclogLine("debug", "podman", "m".repeat(100_000), { stack: "s".repeat(100_000) }, time);
    expect(longest.length).toBeLessThan(64 * 1024);
  });

  test("does not let a field take hclog's own place", () => {
    const line = JSON.parse(hclogLine("warn", "podman", "true", { "@message": "false" }, time));
    expect(line).toMatchObject({ "@message": "true", message: "false" });
  });
});

describe("hclogLogger", () => {
  test("has a method a level, and names modules below its own", () => {
    const lines: string[] = [];
    const logger = hclogLogger(
      "podman",
      (line) => lines.push(line),
      () => time,
    ).named("exec");
    for (const level of ["trace", "debug", "info", "warn", "error"] as const) logger[level](level);
    expect(lines.map((line) => JSON.parse(line)["@level"])).toEqual(["trace", "debug", "info", "warn", "error"]);
    expect(JSON.parse(lines[0] ?? "")["@module"]).toBe("podman.exec");
  });
});

describe("stderrSink", () => {
  test("does not wait for an absent reader, drops what exceeds its buffer and reports how much", async () => {
    const fifo = join(tmpdir(), `hclog-${process.pid}-${Date.now()}`);
    Bun.spawnSync(["mkfifo", fifo]);
    // For reading and writing: opening one end alone would wait for the other.
    const descriptor = openSync(fifo, "r+");
    try {
      const sink = stderrSink(descriptor);
      const line = `${"x".repeat(1023)}\n`;
      for (let count = 0; count < 5_000; count += 1) sink(line);
      const buffer = Buffer.alloc(1024 * 1024);
      let text = "";
      while (!text.includes("dropped")) {
        await Bun.sleep(1);
        text += buffer.toString("utf8", 0, readSync(descriptor, buffer));
      }
      const lines = text.split("\n").slice(0, -1);
      const notice = JSON.parse(lines.at(-1) ?? "");
      expect(notice["@level"]).toBe("warn");
      expect(lines.length - 1 + notice.dropped).toBe(5_000);
    } finally {
      closeSync(descriptor);
      Bun.spawnSync(["rm", fifo]);
    }
  });
});
