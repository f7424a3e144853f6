import { describe, expect, test } from "bun:test";
import { OwnOptions } from "../../src/dialects/own-options.ts";

const own = new OwnOptions({ image: "a", cwd: "/x" });
own.keep("image", "missing");
own.set("working_dir", "/x", "cwd");
own.set("network_mode", "host", "host_network", true);
own.add("cap_add", ["KILL"]);
own.add("cap_add", ["NET_RAW"]);

test("OwnOptions holds what was kept, set and added", () => {
  expect(own.body).toEqual({ image: "a", working_dir: "/x", network_mode: "host", cap_add: ["KILL", "NET_RAW"] });
});

describe("reworded()", () => {
  test.each([
    ['working_dir = "/x": there is none', 'cwd = "/x": there is none'],
    ["working_dir: must be set", "cwd: must be set"],
    ['network_mode = "host": not allowed', "host_network = true: not allowed"],
    ['network_mode = "other": not allowed', 'host_network = "other": not allowed'],
    ['image = "working_dir": no such image', 'image = "working_dir": no such image'],
    ["the working_dir of the image", "the working_dir of the image"],
  ])("makes of %p %p", (ours, theirs) => {
    expect(own.reworded(ours)).toBe(theirs);
  });
});
