/** Volumes of Docker's jobs that have a driver of their own. */
import { expect, test } from "bun:test";
import { messageOf } from "../../src/core/errors.ts";
import { isAtLeast } from "../../src/translate/input/version.ts";
import { forFile } from "../lab/for-file.ts";
import { openOptionsLab } from "../options/options-lab.ts";

const lab = forFile(await openOptionsLab());
const volumes = { volumes: { enabled: true } };

const named = (name: string, driver_config: object) => ({
  mount: [{ source: `ndpo${lab.number}v${name}`, target: "/data", volume_options: { driver_config } }],
});
const errorOf = (options: object, plugin: object = volumes) =>
  lab.start({ driverName: "docker", options: { ...options }, plugin: { ...plugin } }).then(
    async (container) => {
      await container[Symbol.asyncDispose]();
      return "";
    },
    (error: unknown) => messageOf(error),
  );

test("a volume of a plugin that Podman lacks is an error in the words of the job", async () => {
  const unknown = await errorOf(named("p", { name: "pxd", options: [{ size: "1" }] }));
  expect(unknown).toStartWith('mount.volume_options.driver_config.name = "pxd": Podman has no volume plugin of that name: ');
  const option = await errorOf({ volumes: [`ndpo${lab.number}vp:/data`], volume_driver: "pxd" });
  expect(option).toStartWith('volume_driver = "pxd": Podman has no volume plugin of that name: ');
  expect((await lab.podman.tryPodman("volume", "exists", `ndpo${lab.number}vp`)).exitCode).toBe(1);
});

test("a volume that is there with other options is an error, and with the same ones it is used", async () => {
  const config = { options: [{ type: "tmpfs", device: "tmpfs", o: "noexec,uid=7" }] };
  expect(await errorOf(named("o", config))).toBe("");
  expect(await errorOf(named("o", config))).toBe("");
  expect(await errorOf(named("o", {}))).toBe("");
  expect(await errorOf(named("o", { options: [{ device: "tmpfs", type: "tmpfs" }] }))).toStartWith(
    'mount.volume_options.driver_config.options = {"device":"tmpfs","type":"tmpfs"}: volume ',
  );
  expect(await errorOf({ volumes: [`ndpo${lab.number}vo:/data`], volume_driver: "pxd" })).toMatch(
    /^volume_driver = "pxd": volume ndpo\d+vo is there already, with the driver "local"/,
  );
});

test("a volume of the job's own is not for a node with volumes off", async () => {
  expect(await errorOf(named("n", { name: "local" }), {})).toMatch(/^mount(?:\[0\])?\.source = .*: not allowed on this node/);
  expect(await errorOf({ volumes: ["data:/data"], volume_driver: "local" }, {})).toStartWith("volume_driver = ");
});

test("a volume in memory has a size where Podman can give it one", async () => {
  const config = { options: [{ type: "tmpfs", device: "tmpfs", o: "size=2m" }] };
  expect(await errorOf(named("s", config))).toMatch(
    isAtLeast(lab.host.podmanVersion, "4.8.0") ? /^$/ : /^mount\.volume_options.* = .*: Podman before 4\.8 takes the size/,
  );
});
