import { afterEach, describe, expect, test } from "bun:test";
import { once } from "node:events";
import type { ExecRequest, ExecStreams, TerminalSize } from "../../src/core/exec.ts";
import type { WireExecResponse } from "../../src/rpc/exec-input.ts";
import { type ServedDriver, serveDriver } from "../lab/plugin-client-server.ts";

const success = { exitCode: 0, signal: 0, oomKilled: false } as const;
const bytesOf = (text: string) => new TextEncoder().encode(text);

let served: ServedDriver | undefined;

afterEach(() => served?.close());

type Session = (request: ExecRequest, streams: ExecStreams, signal: AbortSignal) => Promise<typeof success>;

async function open(session: Session) {
  served = await serveDriver({ execTaskStreaming: session });
  const call = served.driver.ExecTaskStreaming();
  const answers: WireExecResponse[] = [];
  call.on("data", (answer: WireExecResponse) => answers.push(answer));
  const ended = Promise.withResolvers<unknown>();
  call.on("error", (error) => ended.resolve(error));
  call.on("end", () => ended.resolve(undefined));
  return { call, answers, ended: ended.promise };
}

const textOf = (answers: readonly WireExecResponse[], stream: "stdout" | "stderr") =>
  answers.map((answer) => new TextDecoder().decode(answer[stream]?.data ?? new Uint8Array())).join("");

describe("ExecTaskStreaming", () => {
  test("carries setup, input, sizes, output and the exit", async () => {
    const requests: ExecRequest[] = [];
    const sizes: TerminalSize[] = [];
    const { call, answers, ended } = await open(async (request, streams) => {
      requests.push(request);
      for await (const chunk of streams.stdin) await streams.writeStdout(chunk);
      await streams.writeStderr(bytesOf("oops"));
      for await (const size of streams.resizes) {
        sizes.push(size);
        break;
      }
      return success;
    });
    call.write({ setup: { taskId: "t", command: ["cat", "-"], tty: true } });
    call.write({});
    call.write({ ttySize: { height: 24, width: 80 } });
    call.write({ stdin: { data: bytesOf("hel") } });
    call.write({ stdin: { data: bytesOf("lo") } });
    call.write({ stdin: { close: true } });
    expect(await ended).toBeUndefined();
    expect(requests).toEqual([{ taskId: "t", command: ["cat", "-"], tty: true }]);
    expect(sizes).toEqual([{ height: 24, width: 80 }]);
    expect(textOf(answers, "stdout")).toBe("hello");
    expect(textOf(answers, "stderr")).toBe("oops");
    const [stdoutEnd, stderrEnd, last] = answers.slice(-3);
    expect(stdoutEnd?.stdout?.close).toBe(true);
    expect(stderrEnd?.stderr?.close).toBe(true);
    expect(last).toMatchObject({ exited: true, result: success });
    expect(answers.filter((answer) => answer.stdout?.close || answer.stderr?.close)).toHaveLength(2);
  });

  test.each([
    ["input before the setup", [{ stdin: { data: bytesOf("x") } }], "the first message is not the setup"],
    ["a second setup", [{ setup: { taskId: "t" } }, { setup: { taskId: "t" } }], "a second setup came"],
    [
      "input after its end",
      [{ setup: { taskId: "t" } }, { stdin: { close: true } }, { stdin: { data: bytesOf("x") } }],
      "input came after stdin was closed",
    ],
  ])("refuses %s", async (_, messages, problem) => {
    const { call, ended } = await open(
      (_request, _streams, signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new Error("given up")));
        }),
    );
    for (const message of messages) call.write(message);
    expect(await ended).toMatchObject({ details: `ExecTaskStreaming: ${problem}` });
  });

  test("rejects a call that ends without a setup", async () => {
    const { call, ended } = await open(async () => success);
    call.end();
    expect(await ended).toMatchObject({ details: "ExecTaskStreaming: the call ended before its setup" });
  });

  test("takes the end of the call as the end of stdin", async () => {
    const { call, answers, ended } = await open(async (_, streams) => {
      let bytes = 0;
      for await (const chunk of streams.stdin) bytes += chunk.length;
      await streams.writeStdout(bytesOf(String(bytes)));
      return success;
    });
    call.write({ setup: { taskId: "t", command: ["wc", "-c"] } });
    call.write({ stdin: { data: new Uint8Array(1000) } });
    call.end();
    expect(await ended).toBeUndefined();
    expect(textOf(answers, "stdout")).toBe("1000");
  });

  test("makes the process wait for a client that does not read, and loses nothing", async () => {
    const chunk = new Uint8Array(64 * 1024);
    const total = 64 * chunk.length;
    let written = 0;
    const { call, answers, ended } = await open(async (_, streams) => {
      for (; written < total; written += chunk.length) await streams.writeStdout(chunk);
      return success;
    });
    call.pause();
    call.write({ setup: { taskId: "t", command: ["yes"] } });
    let before = -1;
    while (written !== before || written === 0) {
      before = written;
      await Bun.sleep(100);
    }
    expect(written).toBeLessThan(total);
    call.resume();
    expect(await ended).toBeUndefined();
    expect(answers.reduce((sum, answer) => sum + (answer.stdout?.data?.length ?? 0), 0)).toBe(total);
  });

  test("makes the client wait for a process that does not read", async () => {
    const release = Promise.withResolvers<void>();
    const chunk = new Uint8Array(64 * 1024);
    const chunks = 256;
    let read = 0;
    const { call, ended } = await open(async (_, streams) => {
      await release.promise;
      for await (const data of streams.stdin) read += data.length;
      return success;
    });
    call.write({ setup: { taskId: "t", command: ["sleep", "9"] } });
    let sent = 0;
    const sending = (async () => {
      for (; sent < chunks; sent += 1) if (!call.write({ stdin: { data: chunk } })) await once(call, "drain");
      call.write({ stdin: { close: true } });
    })();
    let before = -1;
    while (sent !== before || sent === 0) {
      before = sent;
      await Bun.sleep(100);
    }
    expect(sent).toBeLessThan(chunks);
    release.resolve();
    await sending;
    expect(await ended).toBeUndefined();
    expect(read).toBe(chunks * chunk.length);
  });

  test("reports the client's cancel to the driver", async () => {
    const aborted = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    const { call } = await open(async (_, streams, signal) => {
      signal.addEventListener("abort", () => aborted.resolve());
      started.resolve();
      for await (const _chunk of streams.stdin);
      return success;
    });
    call.write({ setup: { taskId: "t", command: ["cat"] } });
    await started.promise;
    call.cancel();
    await aborted.promise;
  });
});
