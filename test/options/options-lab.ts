import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { guardedCleanup } from "../../scripts/lab/cleanup.ts";
import { makeImage } from "../../scripts/lab/image.ts";
import { busybox } from "../../scripts/lab/images.ts";
import { type PodmanService, podmanService } from "../../scripts/lab/podman-service.ts";
import type { Finished } from "../../scripts/lab/run.ts";
import { scratchDirectory } from "../../scripts/lab/scratch.ts";
import { buildContainerSpec, hostPathsToResolve } from "../../src/translate/container-spec.ts";
import type { HostFacts } from "../../src/translate/spec-input.ts";
import { type InputOverrides, specInput } from "../translate/fixtures.ts";
import { resolveAll } from "./resolve.ts";

/** A Podman of its own and what it takes to put containers on it. */
export interface OptionsLab extends AsyncDisposable {
  readonly directory: string;
  readonly podman: PodmanService;
  readonly host: HostFacts;
  /** Translates, creates and starts; the image's process sleeps unless the task says otherwise. */
  start(overrides?: InputOverrides): Promise<RunningContainer>;
}

/** A container as the process inside sees it. */
export interface RunningContainer extends AsyncDisposable {
  readonly id: string;
  readonly name: string;
  readonly allocDir: string;
  readonly warnings: readonly string[];
  /** Runs a line of shell in the container and returns what it printed, without the last newline. */
  sh(line: string): Promise<string>;
  /** The same, where a failure is an answer. */
  trySh(line: string): Promise<Finished>;
  /** One value of `podman inspect`, by its Go template. */
  inspect(template: string): Promise<string>;
  /** Host paths of the container's cgroups, by controller (`memory`; the empty name is cgroup v2). */
  cgroups(): Promise<Readonly<Record<string, string>>>;
}

interface Info {
  readonly host: {
    readonly cgroupVersion: "v1" | "v2";
    readonly cgroupManager: string;
    readonly cgroupControllers: readonly string[];
    readonly ociRuntime: { readonly name: string };
    readonly security: { readonly rootless: boolean };
  };
  readonly version: { readonly APIVersion: string };
}

export async function openOptionsLab(): Promise<OptionsLab> {
  const cleanup = guardedCleanup();
  try {
    const directory = scratchDirectory(cleanup);
    const podmanDirectory = join(directory, "p");
    mkdirSync(podmanDirectory);
    const podman = await podmanService(podmanDirectory, cleanup);
    await podman.start();
    await makeImage(podman, busybox, directory);
    const host = hostFactsOf(await call<Info>(podman, "GET", "/info"));
    let count = 0;
    const start = (overrides: InputOverrides = {}): Promise<RunningContainer> => {
      count += 1;
      return startContainer(podman, host, join(directory, `alloc${count}`), `task${count}`, overrides);
    };
    return { directory, podman, host, start, [Symbol.asyncDispose]: () => cleanup.run() };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

function hostFactsOf({ host, version }: Info): HostFacts {
  return {
    rootless: host.security.rootless,
    cgroupVersion: host.cgroupVersion,
    cgroupManager: host.cgroupManager,
    cgroupControllers: host.cgroupControllers,
    podmanVersion: version.APIVersion,
    ociRuntime: host.ociRuntime.name,
    cores: cpus().length,
  };
}

/** One request to the service's REST API. */
export async function call<T>(podman: PodmanService, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`http://podman/v4.0.0/libpod${path}`, {
    unix: podman.socket,
    method,
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? (undefined as T) : JSON.parse(text);
}

async function startContainer(
  podman: PodmanService,
  host: HostFacts,
  allocDir: string,
  name: string,
  overrides: InputOverrides,
): Promise<RunningContainer> {
  for (const folder of ["alloc/logs", `${name}/local`, `${name}/secrets`])
    mkdirSync(join(allocDir, folder), { recursive: true });
  const input = specInput({
    image: "localhost/busybox:1",
    ...overrides,
    options: { command: ["sleep", "1000"], init: true, init_path: "/usr/bin/catatonit", ...overrides.options },
    task: { allocDir, name, allocId: name, ...overrides.task },
    host: { ...host, ...overrides.host },
  });
  const resolvedPaths = resolveAll(hostPathsToResolve(input));
  const { spec, warnings } = buildContainerSpec({ ...input, resolvedPaths });
  const { Id: id } = await call<{ Id: string }>(podman, "POST", "/containers/create", spec);
  const remove = async (): Promise<void> => {
    await podman.tryPodman("rm", "--force", "--time", "0", "--volumes", id);
  };
  try {
    await call(podman, "POST", `/containers/${id}/start`);
  } catch (error) {
    await remove();
    throw error;
  }
  const exec = (line: string): string[] => ["exec", id, "/bin/sh", "-c", line];
  return {
    id,
    name: spec.name,
    allocDir,
    warnings,
    sh: async (line) => (await podman.podman(...exec(line))).replace(/\n$/, ""),
    trySh: (line) => podman.tryPodman(...exec(line)),
    inspect: async (template) => (await podman.podman("inspect", "--format", template, id)).trim(),
    cgroups: () => cgroupsOf(podman, id),
    [Symbol.asyncDispose]: remove,
  };
}

async function cgroupsOf(podman: PodmanService, id: string): Promise<Readonly<Record<string, string>>> {
  const pid = (await podman.podman("inspect", "--format", "{{.State.Pid}}", id)).trim();
  const paths: Record<string, string> = {};
  for (const line of (await Bun.file(`/proc/${pid}/cgroup`).text()).trim().split("\n")) {
    const [, controllers = "", path = ""] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    for (const controller of controllers.split(","))
      paths[controller] = `/sys/fs/cgroup/${controllers}${path}`.replace(/\/+/g, "/");
  }
  return paths;
}

/** Writes a file that a test mounts, and returns its path. */
export function fileIn(directory: string, name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}
