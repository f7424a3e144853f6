import { expect, test } from "bun:test";
import { FlowQueue } from "../../src/core/flow-queue.ts";

function open() {
  const calls: string[] = [];
  const source = { pause: () => calls.push("pause"), resume: () => calls.push("resume") };
  const queue = new FlowQueue<string>({ pauseAt: 4, resumeAt: 2 }, (text) => text.length, source);
  return { queue, calls };
}

test("FlowQueue pauses its source when full, resumes it when low, and loses nothing", async () => {
  const { queue, calls } = open();
  for (const text of ["aa", "b", "cc", "d"]) queue.push(text);
  expect(calls).toEqual(["pause"]);
  expect(queue.behind).toBe(true);
  queue.end();
  const seen: string[] = [];
  for await (const text of queue) seen.push(`${text} ${calls.length}`);
  expect(seen).toEqual(["aa 1", "b 1", "cc 1", "d 2"]);
  expect(calls).toEqual(["pause", "resume"]);
  expect(queue.behind).toBe(false);
});

test("FlowQueue waits for what comes later, and takes nothing after its end", async () => {
  const { queue } = open();
  const collected = Array.fromAsync(queue);
  await Promise.resolve();
  queue.push("a");
  queue.end();
  queue.push("b");
  expect(await collected).toEqual(["a"]);
  expect(queue.ended).toBe(true);
});

test("FlowQueue ends with the error behind what is queued; a second end changes nothing", async () => {
  const { queue } = open();
  queue.push("a");
  queue.end(new Error("broke off"));
  queue.end();
  const seen: string[] = [];
  const read = async () => {
    for await (const text of queue) seen.push(text);
  };
  await expect(read()).rejects.toThrow("broke off");
  expect(seen).toEqual(["a"]);
});
