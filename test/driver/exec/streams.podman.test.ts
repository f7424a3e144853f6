import { expect, setDefaultTimeout, test } from "bun:test";
import { forFile } from "../../lab/for-file.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { onMachine } from "../../machine/guest.ts";
import { openExecLab } from "./exec-lab.ts";

setDefaultTimeout(180_000);

const mebibyte = 1024 * 1024;
/** What goes through a session; the emulated machine is slow. */
const all = (onMachine ? 32 : 256) * mebibyte;
/** What may be on its way when one side stands still: pipes, sockets, and the driver's queue of 512 KiB. */
const underWay = 16 * mebibyte;
/** How much this process may grow while it goes through: far from all of it, and more than its garbage. */
const growth = 128 * mebibyte;

const lab = forFile(await openExecLab(await startPodmanService()));

/** Waits until the number has not changed for a second, and answers it. */
async function standstill(what: string, count: () => Promise<number> | number): Promise<number> {
  let before = -1;
  return waitFor(
    what,
    async () => {
      const now = await count();
      const same = now > 0 && now === before;
      before = now;
      return same ? now : undefined;
    },
    { interval: 1_000, timeout: 60_000 },
  );
}

test("a caller that does not read makes the process wait, and gets every byte in constant memory", async () => {
  const gate = Promise.withResolvers<void>();
  let got = 0;
  let most = 0;
  // dd tells on SIGUSR1 what it has written; its own counter in /proc says the same at any time.
  const session = lab.session(`exec dd if=/dev/zero bs=64k count=${all / 65_536} 2>/dev/null`, {
    async onOutput(chunk) {
      await gate.promise;
      got += chunk.length;
      most = Math.max(most, chunk.length);
    },
  });
  const written = async () => {
    const { out } = await lab.command("cat /proc/$(pidof dd)/io");
    return Number(/^wchar: (\d+)$/m.exec(out)?.[1] ?? 0);
  };
  expect(await standstill("the process to wait", written)).toBeLessThan(underWay);
  const before = process.memoryUsage.rss();
  gate.resolve();
  expect((await session).code).toBe(0);
  expect(got).toBe(all);
  expect(most).toBeLessThan(mebibyte);
  expect(process.memoryUsage.rss() - before).toBeLessThan(growth);
});

test("a process that does not read makes the caller wait, and gets every byte in constant memory", async () => {
  const chunk = Buffer.alloc(64 * 1024, "x");
  let given = 0;
  const input = (async function* () {
    for (; given < all; given += chunk.length) yield chunk;
  })();
  const session = lab.session("while [ ! -e /tmp/read ]; do sleep 0.05; done; wc -c", { input });
  expect(await standstill("the caller to wait", () => given)).toBeLessThan(underWay);
  const before = process.memoryUsage.rss();
  await lab.command("touch /tmp/read");
  expect(await session).toEqual({ out: `${all}\n`, err: "", code: 0 });
  expect(process.memoryUsage.rss() - before).toBeLessThan(growth);
});

test("50 sessions at once have each their own input, output and exit code", async () => {
  const numbers = Array.from({ length: 50 }, (_, index) => index);
  const sessions = numbers.map((number) => lab.session(`cat; exit ${number}`, { input: [`input of ${number}`] }));
  const expected = numbers.map((number) => ({ out: `input of ${number}`, err: "", code: number }));
  expect(await Promise.all(sessions)).toEqual(expected);
});

test("Ctrl-C in a terminal ends what runs in it", async () => {
  const ready = Promise.withResolvers<void>();
  const input = (async function* () {
    await ready.promise;
    yield Buffer.from("\x03");
  })();
  const onOutput = (chunk: Uint8Array) => {
    if (Buffer.from(chunk).includes("ready")) ready.resolve();
  };
  const line = "trap 'exit 42' INT; echo ready; while :; do sleep 0.05; done";
  expect((await lab.session(line, { tty: true, input, onOutput })).code).toBe(42);
});
