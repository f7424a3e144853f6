import { expect, test } from "bun:test";
import fc from "fast-check";
import { OutputTail } from "../../../src/driver/exec/command.ts";

test("OutputTail keeps the last bytes, however they came", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 16 }), fc.array(fc.uint8Array({ maxLength: 24 })), (limit, chunks) => {
      const tail = new OutputTail(limit);
      for (const chunk of chunks) tail.push(chunk);
      expect([...tail.bytes()]).toEqual([...Buffer.concat(chunks)].slice(-limit));
    }),
  );
});
