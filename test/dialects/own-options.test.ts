import { describe, expect, test } from "bun:test";
import { OwnOptions } from "../../src/dialects/own-options.ts";

const own = new OwnOptions({ image: "a", cwd: "/x" });
own.keep("image", "missing");
own.set("working_dir", "/x", "cwd");
own.set("network_mode", "host", "host_network", true);
own.set("ulimit", { nofile: "5:5" }, "file_limit", 5);
own.set("resolv_conf", "uplink", "resolv_conf", "bind-uplink");
own.set("init", true, "process_two");
own.add("cap_add", ["KILL"], "capability");
own.add("cap_add", ["NET_RAW"], "network", true);
own.add("security_opt", ["seccomp=/p"], "seccomp_profile", "/p");
own.add("mounts", [{ source: "/a", target: "/b" }], "bind", { "/a": "/b" });
own.add("mounts", [{ source: "/c", target: "/d" }], "bind_read_only", { "/c": "/d" });
own.phrase('set network_mode = "bridge"', "set host_network = false");
own.phrase(": have it made", "");

const kept = new OwnOptions({});
kept.set("mounts", [{ source: "/a" }, { source: "/b" }]);

test("OwnOptions holds what was kept, set and added", () => {
  const { image, working_dir, network_mode, cap_add, mounts, ...rest } = own.body;
  expect({ image, working_dir, network_mode, cap_add }).toEqual({
    image: "a",
    working_dir: "/x",
    network_mode: "host",
    cap_add: ["KILL", "NET_RAW"],
  });
  expect(mounts).toHaveLength(2);
  expect(Object.keys(rest)).toEqual(["ulimit", "resolv_conf", "init", "security_opt"]);
});

describe("reworded()", () => {
  test.each([
    ['working_dir = "/x": there is none', 'cwd = "/x": there is none'],
    ["working_dir: must be set", "cwd: must be set"],
    ['network_mode = "host": not allowed', "host_network = true: not allowed"],
    ['network_mode = "other": not allowed', 'host_network = "other": not allowed'],
    ['image = "working_dir": no such image', 'image = "working_dir": no such image'],
    ["the working_dir of the image", "the working_dir of the image"],
    ['the port, or set network_mode = "bridge"', "the port, or set host_network = false"],
    ['working_dir = "/x": there is none: have it made', 'cwd = "/x": there is none'],
    ['resolv_conf = "uplink": cannot be read', 'resolv_conf = "bind-uplink": cannot be read'],
    ['ulimit.nofile = "5:5": is too much', "file_limit = 5: is too much"],
    ['security_opt = "seccomp=/p": is no file', 'seccomp_profile = "/p": is no file'],
    ['cap_add = "NET_RAW": no', "network = true: no"],
    ["cap_add[0]: no", "capability[0]: no"],
    ["cap_add[1]: no", "network: no"],
    ['mount.source = "/c": there is none', 'bind_read_only = {"/c":"/d"}: there is none'],
    ['mounts[0].target = "/b": is taken', 'bind = {"/a":"/b"}: is taken'],
    ["mounts[1].source: must be set", "bind_read_only: must be set"],
    ["init = true: no (Podman: container init: error)", "process_two = true: no (Podman: container init: error)"],
    ["Podman: error during container init: x", "Podman: error during container init: x"],
  ])("makes of %p %p", (ours, theirs) => {
    expect(own.reworded(ours)).toBe(theirs);
  });

  test("says which element of a list of the same name is meant", () => {
    expect(kept.reworded('mount.source = "/b": there is none')).toBe('mounts[1].source = "/b": there is none');
  });
});
