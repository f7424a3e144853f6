import { expect, test } from "bun:test";
import { join } from "node:path";

const lifecycle = join(import.meta.dir, "../../src/plugin/lifecycle.ts");

/** Runs a script in a process of its own that `takeCharge` was called in; its log lines are on stdout. */
async function run(body: string) {
  const script = `
    import { takeCharge } from ${JSON.stringify(lifecycle)};
    const log = (message, fields) => console.log(message, fields?.error ?? "");
    const logger = { trace: log, debug: log, info: log, warn: log, error: log };
    ${body}`;
  const child = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "ignore", stdin: "ignore" });
  const [out, code] = await Promise.all([new Response(child.stdout).text(), child.exited]);
  return { lines: out.trim().split("\n"), code };
}

test("takeCharge keeps the process running after an uncaught error", async () => {
  const { lines, code } = await run(`
    takeCharge(logger, async () => {});
    setTimeout(() => { throw new Error("first"); }, 1);
    setTimeout(() => { void Promise.reject(new Error("second")); }, 20);
    setTimeout(() => { console.log("still here"); process.exit(0); }, 60);`);
  expect(lines).toEqual(["uncaught exception first", "unhandled rejection second", "still here"]);
  expect(code).toBe(0);
});

test("takeCharge ends the process once, and although the driver fails to end", async () => {
  const { lines, code } = await run(`
    const stop = takeCharge(logger, async () => { console.log("ending"); throw new Error("stuck"); });
    stop();
    stop();`);
  expect(lines).toEqual(["ending", "the driver did not end cleanly stuck"]);
  expect(code).toBe(0);
});

test("takeCharge does not wait for ever for the driver to end", async () => {
  const { code } = await run(`
    setInterval(() => {}, 1000);
    takeCharge(logger, () => new Promise(() => {}))();`);
  expect(code).toBe(0);
});
