import { expect, test } from "bun:test";
import { EventEmitter } from "node:events";
import { orphanWatch } from "../../src/plugin/orphan-watch.ts";
import { waitFor } from "../lab/wait-for.ts";

/** Longer than any test. */
const never = 3_600_000;

function watched(patience: Readonly<Record<"first" | "next", number>>) {
  let ended = 0;
  const watch = orphanWatch(() => {
    ended += 1;
  }, patience);
  return { ...watch, ended: () => ended };
}

test("orphanWatch ends a plugin to which no one connects", async () => {
  const watch = watched({ first: 1, next: never });
  await waitFor("the end", () => watch.ended() === 1);
});

test("orphanWatch ends a plugin when the last of its connections has closed", async () => {
  const watch = watched({ first: never, next: 1 });
  const [one, other] = [new EventEmitter(), new EventEmitter()] as const;
  watch.connected(one);
  watch.connected(other);
  one.emit("end");
  one.emit("close");
  await Bun.sleep(20);
  expect(watch.ended()).toBe(0);
  other.emit("close");
  await waitFor("the end", () => watch.ended() === 1);
});

test("orphanWatch keeps a plugin to which a client reconnects", async () => {
  const watch = watched({ first: never, next: 10 });
  const [one, again] = [new EventEmitter(), new EventEmitter()] as const;
  watch.connected(one);
  one.emit("close");
  watch.connected(again);
  await Bun.sleep(50);
  expect(watch.ended()).toBe(0);
  again.emit("close");
  await waitFor("the end", () => watch.ended() === 1);
});

test.each(["before", "while", "after"])(
  "orphanWatch leaves a plugin alone that was configured %s it was connected",
  async (when) => {
    const watch = watched({ first: when === "before" ? 10 : never, next: 10 });
    const connection = new EventEmitter();
    if (when === "before") watch.adopt();
    watch.connected(connection);
    if (when === "while") watch.adopt();
    connection.emit("close");
    if (when === "after") watch.adopt();
    await Bun.sleep(50);
    expect(watch.ended()).toBe(0);
  },
);
