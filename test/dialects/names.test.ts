import { describe, expect, test } from "bun:test";
import { chosenDriver } from "../../src/dialects/names.ts";

describe("chosenDriver()", () => {
  test.each([
    ["/opt/plugins/nomad-driver-podman", [], "podman", []],
    ["/opt/plugins/containerd-driver", [], "containerd-driver", []],
    ["./anything-else_1.2", ["--version"], "podman", ["--version"]],
    ["podman", ["--as", "containerd-driver", "--version"], "containerd-driver", ["--version"]],
    ["containerd-driver", ["--fingerprint", "--as=podman"], "podman", ["--fingerprint"]],
    ["podman", ["--as", "nomad-driver-containerd"], "containerd-driver", []],
  ] as const)("%s with %p is %s", (path, args, name, rest) => {
    expect(chosenDriver(path, args)).toEqual({ name, rest: [...rest] });
  });

  test.each([
    [["--as"], "--as needs a value"],
    [["--as="], "--as needs a value"],
    [["--as", "lxc"], "--as lxc: there is no such driver"],
    [["--as", "podman", "--as=podman"], "--as is given twice"],
  ])("%p is an error", (args, problem) => {
    expect(chosenDriver("nomad-driver-podman", args).problem).toContain(problem);
  });
});
