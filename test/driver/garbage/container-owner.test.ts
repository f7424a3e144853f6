import { afterAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { containerOwner } from "../../../src/driver/garbage/container-owner.ts";
import type { ContainerInspect } from "../../../src/podman/containers/types.ts";

const scratch = mkdtempSync(join(tmpdir(), "owner-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const id = "6b2e6c8e-0b2f-4b6e-8a55-0f4bb1d2c001";
mkdirSync(join(scratch, "own", id, "alloc"), { recursive: true });
mkdirSync(join(scratch, "other", id, "alloc"), { recursive: true });
symlinkSync(join(scratch, "own"), join(scratch, "link"));
writeFileSync(join(scratch, "file"), "");

function mount(source: string, type = "bind"): ContainerInspect["mounts"][number] {
  return { type, source, destination: "/alloc" };
}

const state = { conmonPid: 0 } as ContainerInspect["state"];

test.each([
  { what: "that mounts nothing", mounts: [], owner: "nobody" },
  { what: "that mounts no allocation", mounts: [mount("/srv/data"), mount(`/srv/${id}-data/x`)], owner: "nobody" },
  { what: "with the allocation's id in the name of a volume", mounts: [mount(`/other/${id}/x`, "volume")], owner: "nobody" },
  { what: "in our directory", mounts: [mount("/srv"), mount(join(scratch, "own", id, "alloc"))], owner: "us" },
  { what: "in our directory by another way", mounts: [mount(join(scratch, "link", id, "task/local"))], owner: "us" },
  { what: "in our directory that is gone", mounts: [mount(join(scratch, "lost", id, "alloc"))], owner: "us" },
  { what: "in another directory", mounts: [mount(join(scratch, "other", id, "alloc"))], owner: "another agent" },
  { what: "in another directory that is gone", mounts: [mount(join(scratch, "gone", id, "alloc"))], owner: "nobody" },
  { what: "below what is no directory", mounts: [mount(join(scratch, "file", id, "alloc"))], owner: "nobody" },
])("a container $what belongs to $owner", ({ mounts, owner }) => {
  const own = new Set([join(scratch, "own"), join(scratch, "lost")]);
  expect<string>(containerOwner({ mounts, state }, id, own)).toBe(owner);
});

test("a container counts as another agent's when only its conmon sees the allocation", async () => {
  const hidden = join(scratch, "hidden");
  mkdirSync(hidden);
  const script = 'mount -t tmpfs none "$0" && mkdir -p "$0/$1/alloc" && echo mounted && exec sleep 300';
  const conmon = Bun.spawn(["unshare", "--mount", "sh", "-c", script, hidden, id], { stdout: "pipe" });
  try {
    await conmon.stdout.getReader().read();
    const mounts = [mount(join(hidden, id, "alloc"))];
    expect(containerOwner({ mounts, state }, id, new Set())).toBe("nobody");
    const seen = { conmonPid: conmon.pid } as ContainerInspect["state"];
    expect(containerOwner({ mounts, state: seen }, id, new Set())).toBe("another agent");
  } finally {
    conmon.kill("SIGKILL");
    await conmon.exited;
  }
});
