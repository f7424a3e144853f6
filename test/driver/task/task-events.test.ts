import { expect, test } from "bun:test";
import type { TaskConfig } from "../../../src/core/task-config.ts";
import type { TaskEvent } from "../../../src/core/task-status.ts";
import { TaskEvents } from "../../../src/driver/task/task-events.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";

const task = { id: "a/t/1", allocId: "a", name: "t" } as TaskConfig;

/** What a listener gets until it is told to stop. */
function listening(events: TaskEvents) {
  const end = new AbortController();
  const got: TaskEvent[] = [];
  const reading = (async () => {
    for await (const event of events.listen(end.signal)) got.push(event);
  })();
  return {
    async messages() {
      end.abort();
      await reading;
      return got.map(({ message }) => message);
    },
  };
}

test("TaskEvents tells every listener, from when it listens until it stops", async () => {
  const events = new TaskEvents(systemClock);
  events.emit(task, "too early");
  const [first, second] = [listening(events), listening(events)];
  events.emit(task, "one");
  await Bun.sleep(0);
  events.emit(task, "two");
  expect(await first.messages()).toEqual(["one", "two"]);
  events.emit(task, "three");
  expect(await second.messages()).toEqual(["one", "two", "three"]);
});

test("TaskEvents keeps the newest for a listener that is slow", async () => {
  const events = new TaskEvents(systemClock);
  const slow = listening(events);
  for (let number = 0; number < 1_000; number += 1) events.emit(task, `${number}`);
  const messages = await slow.messages();
  expect(messages.length).toBeLessThan(1_000);
  expect(messages.at(-1)).toBe("999");
});

test("TaskEvents says whose event it is and when it was", async () => {
  const events = new TaskEvents({ ...systemClock, now: () => 1_000 });
  const end = new AbortController();
  const next = events.listen(end.signal).next();
  events.emit(task, "pulled", { image: "i" });
  expect((await next).value).toEqual({
    taskId: "a/t/1",
    allocId: "a",
    taskName: "t",
    timestamp: new Date(1_000),
    message: "pulled",
    annotations: { image: "i" },
  });
  end.abort();
});

test("TaskEvents ends at once for a listener that has gone", async () => {
  const events = new TaskEvents(systemClock);
  expect(await Array.fromAsync(events.listen(AbortSignal.abort()))).toEqual([]);
});
