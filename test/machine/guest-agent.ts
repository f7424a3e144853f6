/** A Nomad agent as a service of the emulated machine, with state that outlives the machine's boots. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Nomad, nomadAt } from "../lab/nomad.ts";
import { agentConfig } from "../lab/nomad-config.ts";
import { nomadBinary } from "../lab/paths.ts";
import { check } from "../lab/run.ts";
import { patience, rootPodman } from "./guest.ts";

/** On the second disk: the first has no journal, and a loss of power would be the end of its files. */
const kept = "/payload/state";
const home = join(kept, "nomad");
const ports = [4646, 4647, 4648] as const;

/** The plugin's options beside the socket: containers of an earlier boot are swept soon. */
const pluginConfig = `socket_path = "unix://${rootPodman.socket}"
gc {
  dangling_containers {
    period         = "5s"
    creation_grace = "20s"
  }
}`;

/** Keeps root's Podman on the second disk; to be called at each boot, before anybody calls Podman. */
export async function keepStorage(): Promise<void> {
  const storage = join(kept, "containers");
  mkdirSync(storage, { recursive: true });
  await check(["mount", "--bind", storage, "/var/lib/containers"]);
}

/** Makes the service where it is not known, and starts it; resolves when the driver is healthy. */
export async function startAgent(): Promise<Nomad> {
  const plugins = join(home, "plugins");
  mkdirSync(plugins, { recursive: true });
  const driver = process.env["NOMAD_DRIVER_PODMAN"] ?? "";
  await check(["install", "-m", "0755", driver, join(plugins, "nomad-driver-podman")]);
  const settings = { dev: false, directory: home, pluginDirectory: plugins, ports, number: 1, pluginConfig, alsoAs: [] };
  writeFileSync(join(home, "agent.hcl"), agentConfig(settings));
  // The parts of Nomad's own unit that matter here.
  const unit = `[Unit]
After=podman.socket

[Service]
ExecStart=${nomadBinary()} agent -config=${home}/agent.hcl
KillMode=process
KillSignal=SIGINT
StandardOutput=append:${home}/agent.log
StandardError=inherit
`;
  writeFileSync("/run/systemd/system/nomad.service", unit);
  await check(["systemctl", "daemon-reload"]);
  await check(["systemctl", "start", "nomad.service"]);
  const nomad = nomadAt(`http://127.0.0.1:${ports[0]}`);
  await nomad.driver((found) => found.Healthy, patience);
  return nomad;
}

/** Where an allocation's files are. */
export function allocationDirectory(id: string): string {
  return join(home, "data/alloc", id);
}

/** Starts the machine again as an operator does. Never resolves: this process is ended. */
export async function reboot(): Promise<never> {
  // What runs the tests would power the machine off when it ends.
  const own = "/run/systemd/system/payload.service.d";
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "reboot.conf"), "[Service]\nExecStopPost=\n");
  await check(["systemctl", "daemon-reload"]);
  await check(["systemctl", "reboot"]);
  return new Promise<never>(() => setInterval(() => undefined, 60_000));
}

/** The machine starts again at this very moment: nothing is ended, flushed or unmounted. Never resolves. */
export function losePower(): Promise<never> {
  writeFileSync("/proc/sysrq-trigger", "b");
  return new Promise<never>(() => setInterval(() => undefined, 60_000));
}
