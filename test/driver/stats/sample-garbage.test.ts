import { expect, spyOn, test } from "bun:test";
import { SampleGarbage } from "../../../src/driver/stats/sample-garbage.ts";

test("SampleGarbage has the garbage of a thousand samples collected at once, however they come", () => {
  const collect = spyOn(Bun, "gc").mockImplementation(() => 0);
  try {
    const garbage = new SampleGarbage();
    const collections = [999, 1, 400, 599, 1, 5_000].map((samples) => {
      garbage.left(samples);
      return collect.mock.calls.length;
    });
    expect(collections).toEqual([0, 1, 1, 1, 2, 3]);
  } finally {
    collect.mockRestore();
  }
});
