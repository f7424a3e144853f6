import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { listen } from "../../src/plugin/listener.ts";

const mode = (path: string) => statSync(path).mode & 0o777;

let scratch: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), "listen-"));
});

afterEach(() => {
  rmSync(scratch, { recursive: true, force: true });
});

describe("listen", () => {
  test("makes a private directory below TMPDIR, and takes it away", async () => {
    const listener = await listen({ TMPDIR: scratch }, false);
    expect(listener.network).toBe("unix");
    expect(dirname(dirname(listener.address))).toBe(scratch);
    expect(mode(dirname(listener.address))).toBe(0o700);
    listener.remove();
    expect(readdirSync(scratch)).toEqual([]);
  });

  test("keeps connections that came early, with what they sent", async () => {
    const listener = await listen({ TMPDIR: scratch }, false);
    const client = createConnection(listener.address);
    await new Promise((resolve) => client.write("early", resolve));
    await Bun.sleep(50);
    const received = new Promise<string>((resolve) => {
      listener.deliver((connection) => {
        connection.on("data", (data) => resolve(data.toString()));
        connection.resume();
      });
    });
    expect(await received).toBe("early");
    client.destroy();
  });

  test("prefers the directory that the client names", async () => {
    const named = join(scratch, "named");
    mkdirSync(named);
    const listener = await listen({ TMPDIR: scratch, PLUGIN_UNIX_SOCKET_DIR: named }, false);
    expect(listener.address.startsWith(`${named}/`)).toBe(true);
  });

  test("gives the group that the client names access", async () => {
    const group = String(process.getgid?.() ?? 0);
    const listener = await listen({ TMPDIR: scratch, PLUGIN_UNIX_SOCKET_GROUP: group }, false);
    expect(mode(dirname(listener.address))).toBe(0o750);
    expect(mode(listener.address)).toBe(0o660);
  });

  test("uses /tmp when the path below TMPDIR would be too long for a socket", async () => {
    const deep = join(scratch, "d".repeat(100));
    mkdirSync(deep);
    const listener = await listen({ TMPDIR: deep }, false);
    expect(listener.address.startsWith("/tmp/")).toBe(true);
    expect(readdirSync(deep)).toEqual([]);
    listener.remove();
  });

  test("takes a free port where no socket can be made, for the client with a certificate alone", async () => {
    const taken = createServer();
    const first = await new Promise<number>((resolve) => {
      taken.listen(0, "127.0.0.1", () => {
        const address = taken.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const environment = {
      PLUGIN_UNIX_SOCKET_DIR: join(scratch, "nowhere"),
      PLUGIN_MIN_PORT: String(first),
      PLUGIN_MAX_PORT: String(Math.min(65_535, first + 50)),
    };
    await expect(listen(environment, false)).rejects.toThrow(/^no unix socket can be made: .*nowhere/);
    const listener = await listen(environment, true);
    taken.close();
    expect(listener.network).toBe("tcp");
    expect(Number(listener.address.split(":")[1])).toBeGreaterThan(first);
  });

  test("reports everything that it tried", async () => {
    const nowhere = join(scratch, "nowhere");
    const failed = await listen({ PLUGIN_UNIX_SOCKET_DIR: nowhere }, false).catch((error) => error);
    expect(failed.message).toContain(nowhere);
    expect(existsSync(nowhere)).toBe(false);
  });
});
