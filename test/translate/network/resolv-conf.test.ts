import { expect, test } from "bun:test";
import { build, type InputOverrides, specInput } from "../../fixtures/task-input.ts";

const taskFile = "/var/nomad/alloc/b640480f/web/resolv.conf";

function mounted(given: InputOverrides) {
  return (build(given).spec.mounts ?? []).filter(({ destination }) => destination === "/etc/resolv.conf");
}

test.each([
  ["host", "/etc/resolv.conf"],
  ["static", "/usr/lib/systemd/resolv.conf"],
  ["uplink", "/run/systemd/resolve/resolv.conf"],
  ["stub", "/run/systemd/resolve/stub-resolv.conf"],
])("resolv_conf = %s mounts the node's file read-only, and its copy is the task's own", (resolv_conf, source) => {
  expect(mounted({ options: { resolv_conf } })).toEqual([
    { destination: "/etc/resolv.conf", type: "bind", source, options: ["rbind", "ro"] },
  ]);
  const copied: InputOverrides = { options: { resolv_conf: `copy-${resolv_conf}` }, resolvConf: "nameserver 10.1.1.1\n" };
  expect(mounted(copied)).toEqual([{ destination: "/etc/resolv.conf", type: "bind", source: taskFile, options: ["rprivate"] }]);
  expect(specInput(copied).resolvConf?.copy).toEqual({ content: "nameserver 10.1.1.1\n", mode: 0o644 });
});

test("every root of a container can write its copy, also one that is not the plugin's user", () => {
  const mode = (given: InputOverrides) =>
    specInput({ ...given, options: { resolv_conf: "empty", ...given.options } }).resolvConf?.copy?.mode;
  expect(mode({})).toBe(0o644);
  expect(mode({ options: { userns: "host" } })).toBe(0o644);
  expect(mode({ options: { userns: "auto" } })).toBe(0o666);
  expect(mode({ host: { rootless: true } })).toBe(0o666);
});

test.each([
  ["copy-stub", /^resolv_conf = "copy-stub": \/run\/systemd\/resolve\/stub-resolv.conf cannot be read .*systemd-resolved/],
  ["uplink", /^resolv_conf = "uplink": \/run\/systemd\/resolve\/resolv.conf cannot be read .*is systemd-resolved running\?/],
  ["static", /^resolv_conf = "static": \/usr\/lib\/systemd\/resolv.conf cannot be read on the node$/],
])("resolv_conf = %s names the file that the node lacks", (resolv_conf, message) => {
  expect(() => build({ options: { resolv_conf }, resolvConf: undefined })).toThrow(message);
});

test("a mount of the job's own on the same file is an error that names both", () => {
  const tmpfs = ["/etc/resolv.conf"];
  expect(() => build({ options: { resolv_conf: "host", tmpfs } })).toThrow(
    'resolv_conf = "host": tmpfs = "/etc/resolv.conf" is mounted on /etc/resolv.conf already: keep one of them',
  );
  expect(() => build({ options: { hosts_file: "host", volumes: ["/srv/hosts:/etc/hosts"] } })).toThrow(/hosts_file = "host"/);
});

test("the job's network.dns and no file are used together", () => {
  const dns = { servers: ["10.0.0.53"], searches: [], options: [] };
  for (const resolv_conf of ["image", "host", "copy-host", "empty"]) {
    const given = { options: { resolv_conf }, task: { dns } };
    expect(mounted(given)).toEqual([]);
    expect(build(given).spec).toMatchObject({ dns_server: ["10.0.0.53"] });
    expect(build(given).spec).not.toHaveProperty("use_image_resolve_conf");
  }
});
