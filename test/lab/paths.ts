import { existsSync } from "node:fs";
import { join } from "node:path";

/** The checkout. */
export const repository: string = join(import.meta.dir, "../..");

/** Where downloads and builds are kept between runs: NOMAD_PODMAN_CACHE, else `.cache` of the checkout. */
export const cache: string = process.env["NOMAD_PODMAN_CACHE"] || join(repository, ".cache");

/**
 * The driver's executable under test: NOMAD_DRIVER_PODMAN, else what scripts/build makes.
 *
 * @throws Error with the command that makes it, when it is not there
 */
export function driverBinary(): string {
  const path = process.env["NOMAD_DRIVER_PODMAN"] || join(repository, "dist/nomad-driver-podman");
  if (!existsSync(path)) {
    throw new Error(`there is no driver at ${path}: run ./scripts/build`);
  }
  return path;
}

/**
 * HashiCorp's driver, which tests switch from and to: NOMAD_DRIVER_PODMAN_GO, else the one that scripts/setup builds.
 *
 * @throws Error with the command that makes it, when it is not there
 */
export function goDriverBinary(): string {
  const path = process.env["NOMAD_DRIVER_PODMAN_GO"] || join(cache, "bin/nomad-driver-podman-go");
  if (!existsSync(path)) {
    throw new Error(`there is no Go driver at ${path}: run ./scripts/setup go-driver`);
  }
  return path;
}

/**
 * A directory with a Debian whose init is systemd, made by scripts/setup; to be run below a layer only.
 *
 * @throws Error with the command that makes it, when it is not there
 */
export function systemdRoot(): string {
  const path = join(cache, "systemd-root");
  if (!existsSync(path)) throw new Error(`there is no Debian at ${path}: run ./scripts/setup systemd-root`);
  return path;
}

/**
 * The nomad executable: the one on PATH, else the one that scripts/setup builds.
 *
 * @throws Error with the command that makes it, when there is neither
 */
export function nomadBinary(): string {
  const path = Bun.which("nomad") ?? join(cache, "bin/nomad");
  if (!existsSync(path)) {
    throw new Error(`there is no nomad on PATH and none at ${path}: run ./scripts/setup nomad`);
  }
  return path;
}
